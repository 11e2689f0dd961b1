package app.cruddur.live;

import app.cruddur.database.CruddurDataSource;
import app.cruddur.database.DatabaseErrors;
import app.cruddur.operations.Metrics;
import app.cruddur.operations.SlowQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/** Tells every node what was committed here, in batches, on a connection of its own; the same change twice in a batch is told once. */
@ApplicationScoped
public class Telling implements Runnable {

    private static final Logger LOG = Logger.getLogger(Telling.class.getName());

    private static final int LARGEST_BATCH = 1000;
    /** When the server stops, time is short, and one large statement is faster than many. */
    private static final int LARGEST_LAST_BATCH = 10_000;
    /** While the database is away. */
    private static final int MOST_WAITING = 100_000;
    /** Between two batches: whatever is written meanwhile goes together. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final Duration RETRY = Duration.ofMillis(500);
    /** For what is still queued when the server stops; {@link Live} waits a little longer. */
    private static final Duration LAST_WORDS = Duration.ofMillis(2500);

    private final BlockingQueue<ActivityChange> committed = new LinkedBlockingQueue<>(MOST_WAITING);
    /** Not a variable of {@link #run}: when an Error ends that, the batch is published after its restart. */
    private final Set<ActivityChange> batch = new LinkedHashSet<>();
    /** When the first of what is not told yet was taken from there, in {@link System#nanoTime}; 0: nothing waits. */
    private volatile long taken;

    private volatile boolean stopped;
    private volatile Thread thread;

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) ActivityChange change) {
        if (!committed.offer(change)) {
            Metrics.TELLING_LOST.inc();
            LOG.warning(() -> "Too many changes wait to be told; streams will not hear of " + change.uuid());
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        Metrics.TELLING_LAG.is(() -> {
            long since = taken;
            return since == 0 ? 0 : Metrics.seconds(System.nanoTime() - since);
        });
        // It is opened anew by itself when it died.
        try (Connection connection = CruddurDataSource.forNews().named("cruddur-teller")) {
            try {
                while (!stopped) {
                    if (batch.isEmpty()) {
                        batch.add(committed.take());
                        taken = System.nanoTime();
                    }
                    committed.drainTo(batch, LARGEST_BATCH - batch.size());
                    Thread.sleep(tell(connection).toMillis());
                }
            } catch (InterruptedException e) {
                LOG.fine("Stopped");
            }
            if (stopped) {
                tellTheRest(connection);
            }
        } catch (SQLException e) {
            LOG.severe(() -> "Nothing will be told: " + e.getMessage());
        }
    }

    /** Ends {@link #run}. */
    void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Publishes everything that was committed, within the time that a stopping server has. */
    private void tellTheRest(Connection connection) {
        long start = System.nanoTime();
        committed.drainTo(batch, LARGEST_LAST_BATCH - batch.size());
        while (!batch.isEmpty() && System.nanoTime() - start < LAST_WORDS.toNanos()) {
            if (tell(connection).equals(RETRY)) {
                LockSupport.parkNanos(RETRY.toNanos());
            }
            committed.drainTo(batch, LARGEST_LAST_BATCH - batch.size());
        }
        int lost = batch.size() + committed.size();
        if (lost > 0) {
            Metrics.TELLING_LOST.inc(lost);
            LOG.warning(() -> lost + " committed changes were not published before the server stopped");
        }
    }

    private Duration tell(Connection connection) {
        long start = System.nanoTime();
        try {
            EventLog.tell(connection, batch);
            batch.clear();
            taken = 0;
            SlowQueries.took("tell", System.nanoTime() - start);
            return PAUSE;
        } catch (SQLException | RuntimeException e) {
            Metrics.databaseError(DatabaseErrors.kind(e));
            LOG.warning(() -> "Could not tell what changed, trying again: " + e.getMessage());
            return RETRY;
        }
    }
}
