package app.cruddur.observability;

import java.util.concurrent.ThreadLocalRandom;

/** What a request is called, in its answer, in the log and, if wanted, in PostgreSQL: as the caller says, or 13 characters of our own. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final int MOST = 64;
    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private RequestId() {}

    /** The one of the request that this thread answers; null when it answers none. */
    public static String current() {
        return CURRENT.get();
    }

    /** For the end of a line of the log: {@code " (request …)"}, or nothing. */
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

    /** @param wanted what the caller sent, or null; only {@code [A-Za-z0-9._-]{1,64}} is taken over: it goes into the log */
    static String of(String wanted) {
        return wanted != null && isPlain(wanted) ? wanted : random();
    }

    // Not a UUID: that would be two draws of the one SecureRandom, which all threads share.
    private static String random() {
        String digits = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
        return "0".repeat(13 - digits.length()) + digits;
    }

    private static boolean isPlain(String text) {
        if (text.isEmpty() || text.length() > MOST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
