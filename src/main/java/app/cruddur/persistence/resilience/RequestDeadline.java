package app.cruddur.persistence.resilience;

import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Until when the request on this thread may wait for the database: for a turn, for a connection and for answers, all together. Whatever has
 * happened to the database, whoever asked hears so within five seconds (docs/adr/0023). Work that nobody waits for has none.
 */
public final class RequestDeadline {

    /** The rest of the five seconds is for all that is not the database's. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final ThreadLocal<Long> END = new ThreadLocal<>();

    private RequestDeadline() {}

    /** From here on this thread works for a request. */
    public static void begin() {
        END.set(System.nanoTime() + PATIENCE.toNanos());
    }

    /** The request is answered. */
    public static void end() {
        END.remove();
    }

    /** What is left, in milliseconds, and at most that many; zero or less when the time is up. */
    public static int left(int most) {
        Long end = END.get();
        return end == null ? most : (int) Math.min(most, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }

    /** @throws SQLTimeoutException when it has passed */
    static void check() throws SQLTimeoutException {
        if (left(1) <= 0) {
            // PostgreSQL's query_canceled, as if its statement_timeout had been met.
            throw new SQLTimeoutException("the request has waited for the database long enough", "57014");
        }
    }
}
