package app.cruddur.persistence.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/**
 * The generation of this node's database connections. When there is evidence that open connections lead to a server that is not the
 * primary, the next generation begins: every connection of an earlier generation is replaced before its next use.
 *
 * <p>Static, because the pools of Payara and WildFly create the data source and its connections, not CDI.
 */
public final class ConnectionGeneration {

    private static final Logger LOG = Logger.getLogger(ConnectionGeneration.class.getName());
    /** Without a minimum, a database that is read-only on purpose would cost a new connection for each request. */
    private static final long MIN_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final AtomicLong CURRENT = new AtomicLong();
    private static final AtomicLong STARTED_NANOS = new AtomicLong(System.nanoTime() - MIN_AGE_NANOS);

    private ConnectionGeneration() {}

    /** The number of the current generation. */
    public static long current() {
        return CURRENT.get();
    }

    /**
     * Begins the next generation, unless the current one is younger than a second.
     *
     * @param reason why the connections are replaced; it is logged
     */
    public static void advance(String reason) {
        long startedNanos = STARTED_NANOS.get();
        long now = System.nanoTime();
        if (now - startedNanos >= MIN_AGE_NANOS && STARTED_NANOS.compareAndSet(startedNanos, now)) {
            force(reason);
        }
    }

    /** Begins the next generation, regardless of the age of the current one. */
    public static void force(String reason) {
        STARTED_NANOS.set(System.nanoTime());
        CURRENT.incrementAndGet();
        LOG.warning(() -> "All database connections are replaced before their next use: " + reason);
    }
}
