package app.cruddur.observability;

import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Tells what took longer than {@code CRUDDUR_SLOW_QUERY_MS}, by name and never with its parameters, which are people's own words; 0 tells
 * nothing.
 */
public final class SlowQueries {

    private static final Logger LOG = Logger.getLogger("app.cruddur.slow");
    private static final long USUAL_MILLIS = 500;
    private static final long THRESHOLD = TimeUnit.MILLISECONDS.toNanos(millis(System.getenv("CRUDDUR_SLOW_QUERY_MS")));

    private SlowQueries() {}

    /** @throws IllegalStateException when it is no number from 0 to 999999 */
    static long millis(String variable) {
        if (variable == null || variable.isBlank()) {
            return USUAL_MILLIS;
        }
        if (!variable.matches("[0-9]{1,6}")) {
            throw new IllegalStateException("CRUDDUR_SLOW_QUERY_MS is not a number from 0 to 999999");
        }
        return Long.parseLong(variable);
    }

    /** Fails the start of a server whose threshold is no number. */
    public static void check() {
        millis(System.getenv("CRUDDUR_SLOW_QUERY_MS"));
    }

    public static boolean isSlow(long nanos) {
        return THRESHOLD > 0 && nanos > THRESHOLD;
    }

    /** @param name of a template, or of what was done */
    public static void took(String name, long nanos) {
        if (isSlow(nanos)) {
            Metrics.SLOW.inc();
            LOG.warning(() -> "Slow: " + name + " took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms"
                    + RequestId.inParentheses());
        }
    }
}
