package app.cruddur.database;

import app.cruddur.operations.Metrics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * Checks whether the database answers, on a dedicated connection: a node whose pool is in use is not unhealthy. One check runs at a time;
 * callers that arrive meanwhile share its result.
 */
@ApplicationScoped
public class DatabaseHealth {

    private static final String NAME = "health-check";

    private final String sql = SqlTemplate.load(NAME).get(0).asJson().replaceAll("\\?[0-9]+", "?");
    private Connection connection;
    private Result last;

    /**
     * @param json null when the check failed
     * @param failure null when it succeeded
     * @param end of the check, in {@link System#nanoTime}
     */
    private record Result(String json, SQLException failure, long end) {}

    /**
     * Runs {@code db/sql/health-check.sql}.
     *
     * @return its JSON
     * @throws SQLException when the database does not answer
     */
    public String check(String version, String warning) throws SQLException {
        long asked = System.nanoTime();
        Result result;
        synchronized (this) {
            if (last == null || last.end - asked < 0) {
                last = run(version, warning);
            }
            result = last;
        }
        if (result.failure != null) {
            throw new SQLTransientConnectionException(
                    result.failure.getMessage(), result.failure.getSQLState(), result.failure);
        }
        return result.json;
    }

    @SuppressWarnings("try") // The clock is closed, not read.
    private Result run(String version, String warning) {
        long start = System.nanoTime();
        String json = null;
        SQLException failure = null;
        try (Deadline.Clock clock = Deadline.startClock()) {
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
            connection = CruddurDataSource.forHealth();
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
    synchronized void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
