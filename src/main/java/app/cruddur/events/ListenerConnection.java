package app.cruddur.events;

import app.cruddur.persistence.CruddurDataSource;
import app.cruddur.persistence.WalTimeline;
import app.cruddur.persistence.resilience.ConnectionGeneration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The dedicated connection on which the listener receives PostgreSQL's notifications. */
final class ListenerConnection {

    private static final Logger LOG = Logger.getLogger(ListenerConnection.class.getName());

    /** Interval at which the wait for notifications checks whether other work has arrived. */
    private static final int CHECK_MILLIS = 20;

    /** SQLSTATE connection_failure. */
    private static final String CONNECTION_FAILURE = "08006";

    private volatile Connection connection;
    /** The {@link ConnectionGeneration} in which the connection was opened. */
    private long generation;
    /** The {@link WalTimeline} of the primary; empty where PostgreSQL does not report it. */
    private String timeline;
    /** The id of the last event that this node published; 0 if none since the connection was opened. */
    private volatile long expectedId;

    /** @throws SQLException if the database is unreachable */
    void open() throws SQLException {
        generation = ConnectionGeneration.current();
        expectedId = 0;
        connection = CruddurDataSource.forEvents().dedicated("cruddur-listener");
        try (Statement statement = connection.createStatement()) {
            // The same few statements run many times a second; planning them each time took ten times as long as
            // running them.
            statement.execute("SET plan_cache_mode = force_generic_plan; LISTEN " + EventLog.CHANNEL);
        }
    }

    /** Whether the connection is open, and was opened after the last sign of another primary. */
    boolean isUsable() {
        return connection != null && generation == ConnectionGeneration.current();
    }

    Connection get() throws SQLException {
        Connection current = connection;
        if (current == null) {
            throw new SQLException("the listener's connection was closed", CONNECTION_FAILURE);
        }
        return current;
    }

    /**
     * Reads the timeline of the primary. If it is another one than at the previous call, all connections are replaced: behind a proxy, they
     * may still lead to the former primary.
     *
     * @return whether it is another one
     */
    boolean leadsToOtherPrimary() {
        String before = timeline;
        timeline = readTimeline();
        if (before == null || timeline.equals(before)) {
            return false;
        }
        ConnectionGeneration.advance("the listener is connected to another primary");
        generation = ConnectionGeneration.current();
        return true;
    }

    private String readTimeline() {
        try {
            return WalTimeline.of(get()).map(WalTimeline::toString).orElse("");
        } catch (SQLException e) {
            LOG.fine(() -> "PostgreSQL does not report its timeline: " + e.getMessage());
            return "";
        }
    }

    /**
     * Records an event that this node has published. The next read of the log contains it, unless publisher and listener are connected to
     * different servers.
     *
     * @param before the listener's position before it was published; the id is greater if both are connected to the same server
     */
    void expect(long id, long before) {
        expectedId = id > before ? id : Long.MAX_VALUE;
    }

    /** The id up to which the log has events, as far as this node has published them. */
    long expectedId() {
        return expectedId;
    }

    /** Replaces all connections, because the log lacks the expected event. */
    SQLException leadsToOtherServerThanPublisher() {
        ConnectionGeneration.advance("publisher and listener are connected to different servers");
        return new SQLException("it does not receive what this node publishes", CONNECTION_FAILURE);
    }

    /**
     * Waits for a notification, for other work or for the end of the given time.
     *
     * @return whether a notification has arrived
     */
    boolean awaitNotification(Duration wait, BooleanSupplier hasOtherWork) throws SQLException {
        PGConnection pgConnection = get().unwrap(PGConnection.class);
        long start = System.nanoTime();
        long left = wait.toMillis();
        boolean notified;
        do {
            PGNotification[] notifications =
                    pgConnection.getNotifications((int) Math.max(1, Math.min(left, CHECK_MILLIS)));
            notified = notifications != null && notifications.length > 0;
            left = wait.minusNanos(System.nanoTime() - start).toMillis();
        } while (left > 0 && !notified && !hasOtherWork.getAsBoolean());
        return notified;
    }

    /** Aborts the connection; may be called from any thread. */
    void close() {
        Connection last = connection;
        connection = null;
        if (last != null) {
            try {
                last.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.fine(() -> "Not closed cleanly: " + e.getMessage());
            }
        }
    }
}
