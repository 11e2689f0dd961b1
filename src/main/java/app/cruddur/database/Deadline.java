package app.cruddur.database;

import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long the request on this thread may wait for the database: for a permit, for a connection and for answers, all together
 * (docs/adr/0023). Only the time between {@link #startClock} and its close counts, not the time in which the client sends its body. Work
 * outside of a request has no deadline.
 */
public final class Deadline {

    /** A request whose body is there is answered within five seconds; the rest is for all that is not the database's. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final ThreadLocal<Deadline> CURRENT = new ThreadLocal<>();

    private long left = PATIENCE.toNanos();
    private long started;
    private boolean running;

    /** Stops the clock when it is closed. */
    interface Clock extends AutoCloseable {
        @Override
        void close();
    }

    private Deadline() {}

    /** From here on this thread works for a request. */
    public static void begin() {
        CURRENT.set(new Deadline());
    }

    /** The request is answered. */
    public static void end() {
        CURRENT.remove();
    }

    /** The request begins to wait for the database, unless it does already. */
    static Clock startClock() {
        Deadline deadline = CURRENT.get();
        if (deadline == null || deadline.running) {
            return () -> {};
        }
        deadline.running = true;
        deadline.started = System.nanoTime();
        return deadline::stopClock;
    }

    private void stopClock() {
        left = nanosLeft();
        running = false;
    }

    private long nanosLeft() {
        return running ? left - (System.nanoTime() - started) : left;
    }

    /** What is left, in milliseconds, and at most that many; zero or less when the time is up. */
    static int left(int most) {
        Deadline deadline = CURRENT.get();
        return deadline == null ? most : (int) Math.min(most, TimeUnit.NANOSECONDS.toMillis(deadline.nanosLeft()));
    }

    /** @throws SQLTimeoutException when it has passed */
    static void check() throws SQLTimeoutException {
        if (left(1) <= 0) {
            // PostgreSQL's query_canceled, as if its statement_timeout had been met.
            throw new SQLTimeoutException("the request has waited for the database long enough", "57014");
        }
    }
}
