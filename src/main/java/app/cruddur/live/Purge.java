package app.cruddur.live;

import app.cruddur.database.CruddurDataSource;
import app.cruddur.database.DatabaseErrors;
import app.cruddur.operations.Metrics;
import app.cruddur.operations.SlowQueries;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Logger;

/**
 * Deletes expired cruds, with all that refers to them, and expired idempotency keys: in small batches, on every node at once, each skipping
 * the rows that another one has locked. No request waits for it: expired rows are not read.
 */
@ApplicationScoped
public class Purge implements Runnable {

    private static final Logger LOG = Logger.getLogger(Purge.class.getName());

    private static final int BATCH = 200;
    /** Seconds that an expired crud stays: until then every node has told of its end. */
    private static final int GRACE = 10;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** More is worth a line in the log, and a line every so often. */
    private static final Duration TOLERATED_LAG = Duration.ofMinutes(1);

    private volatile boolean stopped;
    private volatile Thread thread;
    private volatile Duration lag = Duration.ZERO;
    private volatile long succeeded = System.nanoTime();
    private long complained = System.nanoTime();

    /** How long the oldest crud that should be gone has been there too long, when this node looked last. */
    public Duration lag() {
        return lag;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        Metrics.PURGE_LAG.is(() -> lag.toSeconds());
        Metrics.PURGE_SILENCE.isSince(() -> succeeded);
        // It is opened anew by itself when it died.
        try (Connection connection = CruddurDataSource.forPurge().named("cruddur-purge")) {
            while (!stopped) {
                if (Math.max(purge(connection), purgeIdempotencyKeys(connection)) < BATCH) {
                    Thread.sleep(PAUSE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            LOG.fine("Stopped");
        } catch (SQLException e) {
            LOG.severe(() -> "Nothing will be purged: " + e.getMessage());
        }
    }

    /** Ends {@link #run}. */
    void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** @return how many cruds were deleted; when that failed, none: it is tried again */
    private int purge(Connection connection) {
        // Replies, likes, reposts and notifications go by their foreign keys.
        String sql =
                """
                WITH purged AS (
                  DELETE FROM activities
                  WHERE uuid IN (
                    SELECT uuid FROM activities
                    WHERE reply_to_activity_uuid IS NULL AND expires_at < now() - ? * interval '1 second'
                    ORDER BY expires_at
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED
                  )
                  RETURNING expires_at
                )
                SELECT count(*), COALESCE(extract(epoch FROM now() - min(expires_at)), 0) FROM purged""";
        long start = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, GRACE);
            statement.setInt(2, BATCH);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                lag = Duration.ofSeconds(Math.max(0, row.getLong(2) - GRACE));
                complain();
                Metrics.PURGED.inc(row.getInt(1));
                succeeded = System.nanoTime();
                SlowQueries.took("purge", succeeded - start);
                return row.getInt(1);
            }
        } catch (SQLException | RuntimeException e) {
            Metrics.databaseError(DatabaseErrors.kind(e));
            LOG.warning(() -> "Could not purge, trying again: " + e.getMessage());
            return 0;
        }
    }

    /** @return how many keys of more than 24 hours were deleted; when that failed, none: it is tried again */
    private static int purgeIdempotencyKeys(Connection connection) {
        String sql =
                """
                DELETE FROM idempotency_keys
                WHERE (user_uuid, key) IN (
                  SELECT user_uuid, key
                  FROM idempotency_keys
                  WHERE created_at < now() - interval '24 hours'
                  ORDER BY created_at
                  LIMIT ?
                  FOR UPDATE SKIP LOCKED
                )""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, BATCH);
            return statement.executeUpdate();
        } catch (SQLException | RuntimeException e) {
            Metrics.databaseError(DatabaseErrors.kind(e));
            LOG.warning(() -> "Could not purge idempotency keys, trying again: " + e.getMessage());
            return 0;
        }
    }

    private void complain() {
        if (lag.compareTo(TOLERATED_LAG) > 0 && System.nanoTime() - complained > TOLERATED_LAG.toNanos()) {
            complained = System.nanoTime();
            LOG.warning(() -> "What expired is deleted " + lag.toSeconds() + " s late");
        }
    }
}
