package app.cruddur.observability;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Request id for the response header, the log and, optionally, PostgreSQL. The caller may set it; otherwise it is 13 random characters.
 */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private RequestId() {}

    /** Id of the request that the current thread processes; null if there is none. */
    public static String current() {
        return CURRENT.get();
    }

    /** Suffix for a log message: {@code " (request …)"}, or empty if there is no request. */
    public static String inParentheses() {
        String id = current();
        return id == null ? "" : " (request " + id + ")";
    }

    static void enter(String id) {
        CURRENT.set(id);
    }

    static void leave() {
        CURRENT.remove();
    }

    /**
     * Returns the caller's id if it is valid, otherwise a random one.
     *
     * @param wanted the header that the caller sent, or null; must match {@code [A-Za-z0-9._-]{1,64}}, because it is written to the log
     */
    static String of(String wanted) {
        return wanted != null && VALID.matcher(wanted).matches() ? wanted : random();
    }

    // Not UUID.randomUUID(), which draws twice from a SecureRandom that all threads share.
    private static String random() {
        String digits = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
        return "0".repeat(13 - digits.length()) + digits;
    }
}
