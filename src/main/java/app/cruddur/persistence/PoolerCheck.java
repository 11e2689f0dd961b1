package app.cruddur.persistence;

import app.cruddur.persistence.resilience.DatabaseTimeouts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Makes the deployment fail if {@code CONNECTION_URL} leads to a connection pooler that assigns a server session per transaction or per
 * statement. Cruddur's prepared statements, {@code SET}, {@code LISTEN} and advisory locks belong to a session: with such a pooler they
 * would fail or affect other clients.
 */
public final class PoolerCheck {

    private static final Logger LOG = Logger.getLogger(PoolerCheck.class.getName());

    /** Concurrent transactions of other clients may make one attempt inconclusive. */
    private static final int ATTEMPTS = 5;

    private PoolerCheck() {}

    /**
     * Checks {@code CONNECTION_URL}.
     *
     * @throws IllegalStateException when sessions are shared, or the database cannot be reached
     */
    public static void run() {
        run(ConnectionUrl.fromEnvironment());
    }

    static void run(ConnectionUrl url) {
        CruddurDataSource source = new CruddurDataSource(url, DatabaseTimeouts.EVENTS);
        try (Connection connection = source.open()) {
            // A pooler answers the start-up message itself, with a process id that is not the server session's.
            if (connection.unwrap(PGConnection.class).getBackendPID() == session(connection)) {
                return;
            }
            if (sharesSessions(connection, source)) {
                throw new IllegalStateException(
                        "CONNECTION_URL leads to a connection pooler that assigns a server session per"
                                + " transaction or statement, but Cruddur needs sessions of its own (LISTEN, SET, prepared"
                                + " statements, advisory locks). In PgBouncer set pool_mode = session for this database,"
                                + " or let CONNECTION_URL lead directly to PostgreSQL");
            }
            LOG.info("CONNECTION_URL leads to a connection pooler in session mode");
        } catch (SQLException e) {
            throw new IllegalStateException("Connecting to " + url + " failed: " + e.getMessage(), e);
        }
    }

    /**
     * Whether an open connection loses its server session. A pooler in session mode keeps the session for the connection; in the other
     * modes the next transaction of any connection takes it, and while that transaction is open the first connection gets another one.
     */
    private static boolean sharesSessions(Connection first, CruddurDataSource source) throws SQLException {
        int firstSession = session(first);
        for (int i = 0; i < ATTEMPTS; i++) {
            try (Connection second = source.connect()) {
                if (session(second) == firstSession) {
                    return true;
                }
                second.setAutoCommit(false);
                if (session(second) == firstSession || session(first) != firstSession) {
                    return true;
                }
                second.rollback();
            } catch (SQLException e) {
                // The pooler has no second session available, so the first is not shared.
                LOG.fine(() -> "No second connection: " + e.getMessage());
                return session(first) != firstSession;
            }
        }
        return false;
    }

    /** The process id of the server session. */
    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
