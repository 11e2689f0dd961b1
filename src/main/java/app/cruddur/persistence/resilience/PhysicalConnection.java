package app.cruddur.persistence.resilience;

import app.cruddur.config.Configuration;
import app.cruddur.observability.RequestId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** A session of PostgreSQL that a {@link ReconnectingConnection} uses until it breaks. */
final class PhysicalConnection {

    /** Whether application_name contains the request id. This costs a round trip for each request (docs/adr/0026). */
    private static final boolean APPENDS_REQUEST_ID = Configuration.current().get(Configuration.REQUEST_ID_SQL);

    private static final String APPLICATION_NAME = "ApplicationName";

    private static final long VALIDATION_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int VALIDATION_MILLIS = 1_000;
    /** The shortest network timeout: a response that is nearly late may still arrive. */
    private static final int MIN_WAIT_MILLIS = 100;

    private final Connection connection;
    private final long generation;
    /** In {@link System#nanoTime}. */
    private long validatedNanos = System.nanoTime();
    /** -1 when it is not known. */
    private int networkTimeoutMillis = -1;
    /** Null until a request id is appended to it. */
    private String applicationName;
    /** The request id that application_name contains; null for none. */
    private String requestId;

    private PhysicalConnection(Connection connection, long generation) {
        this.connection = connection;
        this.generation = generation;
    }

    static PhysicalConnection open(ReconnectingConnection.Source source, boolean autoCommit) throws SQLException {
        // Read first: a generation that begins in the meantime replaces this session, too.
        long generation = ConnectionGeneration.current();
        PhysicalConnection session = new PhysicalConnection(source.open(), generation);
        session.connection.setAutoCommit(autoCommit);
        return session;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Whether the session is open and leads to a primary, which is queried at most once a second. A host name, an address or a pooler may
     * have led to a standby during a failover, where every write fails. PostgreSQL also reports {@code in_hot_standby}, but PgBouncer
     * repeats the value of its first server.
     */
    boolean isUsable() throws SQLException {
        if (connection.isClosed() || generation != ConnectionGeneration.current()) {
            return false;
        }
        long now = System.nanoTime();
        if (now - validatedNanos < VALIDATION_INTERVAL_NANOS) {
            return true;
        }
        validatedNanos = now;
        networkTimeoutMillis = VALIDATION_MILLIS;
        connection.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            row.next();
            boolean isStandby = row.getBoolean(1);
            if (isStandby) {
                // A pooler gives an idle session to its next client, but closes one that is left in a transaction.
                statement.execute("BEGIN");
            }
            return !isStandby;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Appends the request id to application_name, for {@code pg_stat_activity} and PostgreSQL's log, until the next request. */
    void appendRequestId() throws SQLException {
        String id = RequestId.current();
        if (!APPENDS_REQUEST_ID || id == null || id.equals(requestId)) {
            return;
        }
        if (requestId == null) {
            applicationName = connection.getClientInfo(APPLICATION_NAME);
        }
        connection.setClientInfo(APPLICATION_NAME, applicationName + " " + id);
        requestId = id;
    }

    /** @param maxMillis the limit for each response; 0 means no limit but the request's deadline */
    void limitNetworkTimeout(int maxMillis) throws SQLException {
        int leftMillis = RequestDeadline.left(maxMillis == 0 ? Integer.MAX_VALUE : maxMillis);
        int timeoutMillis = leftMillis == Integer.MAX_VALUE ? 0 : Math.max(MIN_WAIT_MILLIS, leftMillis);
        if (timeoutMillis != networkTimeoutMillis && !connection.isClosed()) {
            connection.setNetworkTimeout(Runnable::run, timeoutMillis);
            networkTimeoutMillis = timeoutMillis;
        }
    }
}
