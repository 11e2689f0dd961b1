package app.cruddur.slowclients;

import java.io.IOException;
import java.time.Duration;

/**
 * The reads from, or the writes to, the client of one request. It records since when its thread has been waiting for the client, so that
 * {@link SlowClientWatchdog} can interrupt a wait that takes too long.
 */
final class ClientWait {

    /** What the thread waits for. */
    enum Kind {
        BODY("body", Duration.ofSeconds(10)),
        RESPONSE("response", Duration.ofSeconds(30));

        private final String label;
        private final long limitNanos;

        Kind(String label, Duration limit) {
            this.label = label;
            this.limitNanos = limit.toNanos();
        }

        String label() {
            return label;
        }
    }

    /** An operation that may wait for the client. */
    interface Operation<T> {
        T run() throws IOException;
    }

    private final Kind kind;
    private final String address;
    private final Thread thread = Thread.currentThread();

    /** In {@link System#nanoTime}; 0 before the first operation. */
    private volatile long firstStart;
    /** In {@link System#nanoTime}; 0 between two operations. */
    private volatile long currentStart;

    private volatile boolean timedOut;
    private boolean interrupted;

    ClientWait(Kind kind, String address) {
        this.kind = kind;
        this.address = address;
    }

    /** Runs an operation. Between two operations the thread is never interrupted. */
    <T> T during(Operation<T> operation) throws IOException {
        long now = System.nanoTime();
        if (firstStart == 0) {
            firstStart = now;
        }
        currentStart = now;
        try {
            return operation.run();
        } finally {
            end();
        }
    }

    private synchronized void end() {
        currentStart = 0;
        if (interrupted) {
            // The interrupt was for this operation, not for what the thread does next.
            Thread.interrupted();
            interrupted = false;
        }
    }

    /** Interrupts the operation in progress, if there is one. Both servers then end it with an {@link IOException}. */
    synchronized void interrupt() {
        if (currentStart != 0) {
            timedOut = true;
            interrupted = true;
            thread.interrupt();
        }
    }

    /** How long the operation in progress has taken, in nanoseconds; 0 when there is none. */
    long waitingNanos(long now) {
        long start = currentStart;
        return start == 0 ? 0 : now - start;
    }

    /** Whether all operations together have taken longer than the limit of their kind. */
    boolean isOverLimit() {
        return firstStart != 0 && System.nanoTime() - firstStart > kind.limitNanos;
    }

    /** Whether {@link #interrupt} has ended an operation. */
    boolean isTimedOut() {
        return timedOut;
    }

    Kind kind() {
        return kind;
    }

    String address() {
        return address;
    }
}
