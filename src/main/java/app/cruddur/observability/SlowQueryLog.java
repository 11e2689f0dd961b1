package app.cruddur.observability;

import app.cruddur.config.Configuration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Logs and counts operations that take longer than {@code CRUDDUR_SLOW_QUERY_MS} milliseconds; 0 disables this. It logs the name and never
 * the parameters, which contain users' texts.
 */
public final class SlowQueryLog {

    private static final Logger LOG = Logger.getLogger("app.cruddur.slow");
    private static final long THRESHOLD_NANOS =
            TimeUnit.MILLISECONDS.toNanos(Configuration.current().get(Configuration.SLOW_QUERY_MILLIS));

    private SlowQueryLog() {}

    public static boolean isSlow(long nanos) {
        return THRESHOLD_NANOS > 0 && nanos > THRESHOLD_NANOS;
    }

    /**
     * Logs an operation if it was slow.
     *
     * @param name name of the SQL template or of the operation
     */
    public static void took(String name, long nanos) {
        if (isSlow(nanos)) {
            Metrics.SLOW.inc();
            LOG.warning(() -> "Slow: " + name + " took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms"
                    + RequestId.inParentheses());
        }
    }
}
