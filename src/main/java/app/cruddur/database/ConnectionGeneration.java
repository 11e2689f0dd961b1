package app.cruddur.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/**
 * The generation of this node's connections. When there is evidence that open connections lead to a server that is not the primary, the
 * next generation begins: every connection of an earlier one is replaced before its next use.
 *
 * <p>Static, because the servers' pools create the data source and its connections, not CDI.
 */
public final class ConnectionGeneration {

    private static final Logger LOG = Logger.getLogger(ConnectionGeneration.class.getName());
    /** A database that is read-only on purpose would otherwise cost a new connection for each request. */
    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final AtomicLong CURRENT = new AtomicLong();
    private static final AtomicLong BEGAN = new AtomicLong(System.nanoTime() - SHORTEST_NANOS);

    private ConnectionGeneration() {}

    public static long current() {
        return CURRENT.get();
    }

    /**
     * Begins the next generation, unless this one is younger than a second.
     *
     * @param reason for the log
     */
    public static void advance(String reason) {
        long began = BEGAN.get();
        long now = System.nanoTime();
        if (now - began >= SHORTEST_NANOS && BEGAN.compareAndSet(began, now)) {
            force(reason);
        }
    }

    /** Begins the next generation, however young this one is. */
    static void force(String reason) {
        BEGAN.set(System.nanoTime());
        CURRENT.incrementAndGet();
        LOG.warning(() -> "All database connections are replaced before their next use: " + reason);
    }
}
