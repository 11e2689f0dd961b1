package app.cruddur.persistence;

import app.cruddur.observability.Metrics;
import app.cruddur.persistence.resilience.DatabaseErrors;
import app.cruddur.persistence.resilience.RequestDeadline;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.logging.Logger;

/**
 * Checks whether the database answers. The check has a dedicated connection, so that a node whose pool is in use stays healthy. One check
 * runs at a time; calls that arrive in the meantime share its result.
 */
@ApplicationScoped
public class DatabaseHealth {

    private static final Logger LOG = Logger.getLogger(DatabaseHealth.class.getName());
    private static final String NAME = "health-check";

    private final String sql = SqlTemplate.load(NAME).get(0).asJson().replaceAll("\\?[0-9]+", "?");
    private Connection connection;
    private Result last;

    /**
     * The result of a check.
     *
     * @param json null when the check failed
     * @param failure null when the check succeeded
     * @param end when the check ended, in {@link System#nanoTime}
     */
    private record Result(String json, SQLException failure, long end) {}

    /**
     * Runs {@code db/sql/health-check.sql}.
     *
     * @return its JSON
     * @throws PersistenceException when the database does not answer
     */
    public String check(String version, String warning) {
        long calledAt = System.nanoTime();
        Result result;
        synchronized (this) {
            if (last == null || last.end - calledAt < 0) {
                last = run(version, warning);
            }
            result = last;
        }
        if (result.failure != null) {
            // A new exception for each caller: the result is shared.
            throw new PersistenceException(new SQLTransientConnectionException(
                    result.failure.getMessage(), result.failure.getSQLState(), result.failure));
        }
        return result.json;
    }

    @SuppressWarnings("try") // The clock is closed, not read.
    private Result run(String version, String warning) {
        long start = System.nanoTime();
        String json = null;
        SQLException failure = null;
        try (RequestDeadline.Clock clock = RequestDeadline.startClock()) {
            json = queryTwiceIfBroken(version, warning);
        } catch (SQLException e) {
            Metrics.databaseError(DatabaseErrors.kind(e));
            failure = e;
        }
        long end = System.nanoTime();
        Metrics.query(NAME).observe(Metrics.seconds(end - start));
        return new Result(json, failure, end);
    }

    /** The session may have ended since the last check; the second query runs on a new one. */
    private String queryTwiceIfBroken(String version, String warning) throws SQLException {
        try {
            return query(version, warning);
        } catch (SQLException e) {
            if (DatabaseErrors.isAway(e)) {
                throw e;
            }
            return query(version, warning);
        }
    }

    private String query(String version, String warning) throws SQLException {
        if (connection == null) {
            connection = CruddurDataSource.forHealthCheck();
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, version);
            statement.setString(2, warning);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @PreDestroy
    synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.fine(() -> "Not closed cleanly: " + e.getMessage());
            }
        }
    }
}
