package app.cruddur.expiry;

import app.cruddur.observability.Metrics;
import app.cruddur.observability.SlowQueryLog;
import app.cruddur.persistence.CruddurDataSource;
import app.cruddur.persistence.resilience.DatabaseErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Logger;

/**
 * Deletes expired cruds, with all rows that refer to them, expired messages, and idempotency keys of more than 24 hours. It runs on all nodes
 * at the same time, in small batches, and skips rows that another node has locked. No request depends on it, because every read excludes
 * expired rows.
 */
@ApplicationScoped
public class PurgeTask implements Runnable {

    private static final Logger LOG = Logger.getLogger(PurgeTask.class.getName());

    private static final int BATCH_SIZE = 200;
    /** How long an expired crud is kept, so that the event listener of every node can publish its expiry first. */
    private static final int GRACE_SECONDS = 10;

    /** Pause after a batch that was not full. */
    private static final Duration PAUSE = Duration.ofSeconds(4);
    /** A longer lag is logged as a warning, once per this time. */
    private static final Duration LAG_WARNING_THRESHOLD = Duration.ofMinutes(1);

    private volatile boolean stopped;
    private volatile Thread thread;
    private volatile Duration lag = Duration.ZERO;
    private volatile long lastSuccessAt = System.nanoTime();
    private long lastWarningAt = System.nanoTime();

    /** How late the oldest crud or message of this node's latest batch was deleted; zero if the batch was empty. */
    public Duration lag() {
        return lag;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        Metrics.PURGE_LAG.setCallback(() -> lag.toSeconds());
        Metrics.PURGE_SILENCE.setElapsedSince(() -> lastSuccessAt);
        // The connection reopens automatically after it breaks.
        try (Connection connection = CruddurDataSource.forPurge().named("cruddur-purge")) {
            while (!stopped) {
                if (purge(connection) < BATCH_SIZE) {
                    Thread.sleep(PAUSE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            LOG.fine("Stopped");
        } catch (SQLException e) {
            LOG.severe(() -> "The purge ended: " + e.getMessage());
        }
    }

    /** Makes {@link #run} return. */
    public void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /**
     * @return the number of deleted cruds and messages, or of deleted keys, whichever is larger; 0 if the statement failed, which the next
     *     call retries
     */
    private int purge(Connection connection) {
        // One statement for all, because an idle node should cost little. Foreign keys delete replies, likes, reposts
        // and notifications (ON DELETE CASCADE).
        String sql =
                """
                WITH cruds AS (
                  DELETE FROM activities
                  WHERE uuid IN (
                    SELECT uuid FROM activities
                    WHERE reply_to_activity_uuid IS NULL AND expires_at < now() - ? * interval '1 second'
                    ORDER BY expires_at
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED
                  )
                  RETURNING expires_at
                ), ended_messages AS (
                  DELETE FROM messages
                  WHERE uuid IN (
                    SELECT uuid FROM messages
                    WHERE expires_at < now() - ? * interval '1 second'
                    ORDER BY expires_at
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED
                  )
                  RETURNING expires_at
                ), keys AS (
                  DELETE FROM idempotency_keys
                  WHERE (user_uuid, key) IN (
                    SELECT user_uuid, key FROM idempotency_keys
                    WHERE created_at < now() - interval '24 hours'
                    ORDER BY created_at
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED
                  )
                  RETURNING key
                )
                SELECT count(*), COALESCE(extract(epoch FROM now() - min(expires_at)), 0), (SELECT count(*) FROM keys)
                FROM (SELECT expires_at FROM cruds UNION ALL SELECT expires_at FROM ended_messages) AS expired""";
        long start = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, GRACE_SECONDS);
            statement.setInt(2, BATCH_SIZE);
            statement.setInt(3, GRACE_SECONDS);
            statement.setInt(4, BATCH_SIZE);
            statement.setInt(5, BATCH_SIZE);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                lag = Duration.ofSeconds(Math.max(0, row.getLong(2) - GRACE_SECONDS));
                warnIfLate();
                Metrics.PURGED.inc(row.getInt(1));
                lastSuccessAt = System.nanoTime();
                SlowQueryLog.took("purge", lastSuccessAt - start);
                return Math.max(row.getInt(1), row.getInt(3));
            }
        } catch (SQLException | RuntimeException e) {
            Metrics.databaseError(DatabaseErrors.kind(e));
            LOG.warning(() -> "Could not purge, trying again: " + e.getMessage());
            return 0;
        }
    }

    private void warnIfLate() {
        if (lag.compareTo(LAG_WARNING_THRESHOLD) > 0
                && System.nanoTime() - lastWarningAt > LAG_WARNING_THRESHOLD.toNanos()) {
            lastWarningAt = System.nanoTime();
            LOG.warning(() -> "Expired cruds and messages are deleted " + lag.toSeconds() + " s late");
        }
    }
}
