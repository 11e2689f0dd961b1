package app.cruddur.observability;

import app.cruddur.config.Configuration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Tells what took longer than {@code CRUDDUR_SLOW_QUERY_MS}, by name and never with its parameters, which are people's own words; 0 tells
 * nothing.
 */
public final class SlowQueries {

    private static final Logger LOG = Logger.getLogger("app.cruddur.slow");
    private static final long THRESHOLD =
            TimeUnit.MILLISECONDS.toNanos(Configuration.current().get(Configuration.SLOW_QUERY_MILLIS));

    private SlowQueries() {}

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
