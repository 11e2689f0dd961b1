package app.cruddur.persistence.resilience;

import app.cruddur.config.Configuration;
import app.cruddur.observability.Metrics;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The {@code CRUDDUR_POOL_SIZE} permits to use the database, which all calls of {@link Bulkhead} methods share. */
@ApplicationScoped
public class ConnectionBulkhead {

    private static final int WAIT_MILLIS = 2_000;
    /** The wait after another call has timed out: it keeps the threads of further requests from piling up. */
    private static final int CROWDED_WAIT_MILLIS = 100;
    /** PostgreSQL's too_many_connections. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final int size = Configuration.current().get(Configuration.POOL_SIZE);
    // Not fair: with a fair semaphore each permit is unused until the next thread in the queue has woken up, which
    // costs a tenth of the throughput.
    private final Semaphore permits = new Semaphore(size);
    /** Whether a call has timed out since a permit was last available without a wait. */
    private volatile boolean crowded;

    @PostConstruct
    void registerMetrics() {
        Metrics.POOL_SIZE.setCallback(() -> size);
        Metrics.POOL_IN_USE.setCallback(() -> size - permits.availablePermits());
        Metrics.POOL_WAITING.setCallback(permits::getQueueLength);
    }

    /** @throws SQLException with SQLSTATE 53300 when no permit becomes available in time */
    void acquire() throws InterruptedException, SQLException {
        if (permits.tryAcquire()) {
            crowded = false;
            return;
        }
        int waitMillis = RequestDeadline.left(crowded ? CROWDED_WAIT_MILLIS : WAIT_MILLIS);
        if (!permits.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
            crowded = true;
            Metrics.databaseError("pool_exhausted");
            throw new SQLTransientConnectionException(
                    "all connections stayed in use for " + waitMillis + " ms", TOO_MANY_CONNECTIONS);
        }
    }

    void release() {
        permits.release();
    }
}
