package app.cruddur.persistence.resilience;

import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Limits the time for which the request on this thread waits for the database in total: for a permit, for a connection and for responses
 * (docs/adr/0023). Only the time between {@link #startClock} and the close of the clock counts, not the time in which the client sends the
 * body. Work outside of a request has no deadline.
 */
public final class RequestDeadline {

    /** A request is answered within five seconds after its body has arrived; the remaining second is for work outside of the database. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final ThreadLocal<RequestDeadline> CURRENT = new ThreadLocal<>();

    private long remainingNanos = LIMIT.toNanos();
    private long startedNanos;
    private boolean running;

    /** A running clock; closing it stops the clock. */
    public interface Clock extends AutoCloseable {
        @Override
        void close();
    }

    private RequestDeadline() {}

    /** Begins the deadline of a request on this thread; its clock is not running yet. */
    public static void begin() {
        CURRENT.set(new RequestDeadline());
    }

    /** Removes the deadline from this thread, when the request is complete. */
    public static void end() {
        CURRENT.remove();
    }

    /** Starts the clock. If it is already running, or there is no deadline, the returned clock does nothing. */
    public static Clock startClock() {
        RequestDeadline deadline = CURRENT.get();
        if (deadline == null || deadline.running) {
            return () -> {};
        }
        deadline.running = true;
        deadline.startedNanos = System.nanoTime();
        return deadline::stopClock;
    }

    private void stopClock() {
        remainingNanos = nanosLeft();
        running = false;
    }

    private long nanosLeft() {
        return running ? remainingNanos - (System.nanoTime() - startedNanos) : remainingNanos;
    }

    /**
     * The remaining time.
     *
     * @param maxMillis the largest value to return; returned as is when there is no deadline
     * @return milliseconds; zero or less when the deadline has passed
     */
    public static int left(int maxMillis) {
        RequestDeadline deadline = CURRENT.get();
        return deadline == null
                ? maxMillis
                : (int) Math.min(maxMillis, TimeUnit.NANOSECONDS.toMillis(deadline.nanosLeft()));
    }

    /** @throws SQLTimeoutException when the deadline has passed */
    static void check() throws SQLTimeoutException {
        if (left(1) <= 0) {
            // PostgreSQL's query_canceled, as after a statement_timeout.
            throw new SQLTimeoutException("the request's time limit for the database has passed", "57014");
        }
    }
}
