package app.cruddur.events;

import app.cruddur.observability.Metrics;
import app.cruddur.observability.SlowQueryLog;
import app.cruddur.persistence.CruddurDataSource;
import app.cruddur.persistence.resilience.DatabaseErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/**
 * Publishes committed changes to all nodes through the event log and PostgreSQL's {@code NOTIFY}, in batches, on a dedicated connection.
 * Equal changes in a batch are published once.
 */
@ApplicationScoped
public class EventPublisher implements Runnable {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class.getName());

    private static final int MAX_BATCH = 1000;
    /** When the server stops, time is short, and one large statement is faster than several. */
    private static final int MAX_FINAL_BATCH = 10_000;
    /** Changes that are queued while the database is unreachable; further ones are not published. */
    private static final int QUEUE_CAPACITY = 100_000;
    /** Pause between two batches; the changes committed during it form the next one. */
    private static final Duration BATCH_INTERVAL = Duration.ofMillis(20);

    private static final Duration RETRY_DELAY = Duration.ofMillis(500);
    /** Time limit for publishing the rest of the queue when the server stops; {@code BackgroundTasks} waits a little longer. */
    private static final Duration FINAL_PUBLISH_LIMIT = Duration.ofMillis(2500);

    @Inject
    private EventListener listener;

    /** Changes that are committed and not yet in a batch. */
    private final BlockingQueue<ActivityChanged> queue = new LinkedBlockingQueue<>(QUEUE_CAPACITY);
    /** Not a variable of {@link #run}: when an Error ends that, the batch is published after its restart. */
    private final Set<ActivityChanged> batch = new LinkedHashSet<>();
    /** When the first change of the unpublished batch was taken from the queue, in {@link System#nanoTime}; 0 if the batch is empty. */
    private volatile long batchStartedAt;

    private volatile boolean stopped;
    private volatile Thread thread;

    /** For CDI. */
    public EventPublisher() {}

    EventPublisher(EventListener listener) {
        this.listener = listener;
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) ActivityChanged change) {
        if (!queue.offer(change)) {
            Metrics.EVENTS_LOST.inc();
            LOG.warning(() ->
                    "The queue of the publisher is full; streams will not receive the change of " + change.uuid());
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        Metrics.PUBLISHER_LAG.setCallback(() -> {
            long since = batchStartedAt;
            return since == 0 ? 0 : Metrics.seconds(System.nanoTime() - since);
        });
        // The connection reopens automatically after it breaks.
        try (Connection connection = CruddurDataSource.forEvents().named("cruddur-publisher")) {
            try {
                while (!stopped) {
                    if (batch.isEmpty()) {
                        batch.add(queue.take());
                        batchStartedAt = System.nanoTime();
                    }
                    queue.drainTo(batch, MAX_BATCH - batch.size());
                    Thread.sleep(publishBatch(connection).toMillis());
                }
            } catch (InterruptedException e) {
                LOG.fine("Stopped");
            }
            if (stopped) {
                publishRemaining(connection);
            }
        } catch (SQLException e) {
            LOG.severe(() -> "The publisher ended: " + e.getMessage());
        }
    }

    /** Makes {@link #run} publish the rest of the queue and return. */
    public void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Publishes the rest of the queue, as far as it takes no longer than a stopping server can wait. */
    private void publishRemaining(Connection connection) {
        long start = System.nanoTime();
        queue.drainTo(batch, MAX_FINAL_BATCH - batch.size());
        while (!batch.isEmpty() && System.nanoTime() - start < FINAL_PUBLISH_LIMIT.toNanos()) {
            if (publishBatch(connection).equals(RETRY_DELAY)) {
                LockSupport.parkNanos(RETRY_DELAY.toNanos());
            }
            queue.drainTo(batch, MAX_FINAL_BATCH - batch.size());
        }
        int lost = batch.size() + queue.size();
        if (lost > 0) {
            Metrics.EVENTS_LOST.inc(lost);
            LOG.warning(() -> lost + " committed changes were not published before the server stopped");
        }
    }

    /** @return how long to wait before the next call; {@link #RETRY_DELAY} if the batch could not be published and is kept */
    private Duration publishBatch(Connection connection) {
        long start = System.nanoTime();
        try {
            long before = listener.position();
            listener.expect(EventLog.publish(connection, batch), before);
            batch.clear();
            batchStartedAt = 0;
            SlowQueryLog.took("publish", System.nanoTime() - start);
            return BATCH_INTERVAL;
        } catch (SQLException | RuntimeException e) {
            Metrics.databaseError(DatabaseErrors.kind(e));
            LOG.warning(() -> "Could not publish changes, trying again: " + e.getMessage());
            return RETRY_DELAY;
        }
    }
}
