package app.cruddur.lambda;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.user.Registration;
import app.cruddur.user.RegistrationService;
import app.cruddur.user.RegistrationService.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The database connection of this process, reused between invocations; Lambda runs one invocation at a time. Each call ends within
 * {@link #BUDGET_MILLIS}, so that the error reaches Cognito before Cognito times out.
 */
final class ReusableConnection {

    /** Cognito times out after 5 s, which include Lambda's own overhead. */
    private static final long BUDGET_MILLIS = 3_600;

    /** The part of the budget that connecting must leave for the statement. */
    private static final long STATEMENT_RESERVE_MILLIS = 800;

    private static final long STATEMENT_TIMEOUT_MILLIS = 2_000;

    private static final int VALIDATION_TIMEOUT_SECONDS = 1;

    private final ConnectionUrl url;
    private Connection connection;

    ReusableConnection(ConnectionUrl url) {
        this.url = url;
    }

    Outcome register(Registration person) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUDGET_MILLIS);
        if (connection == null || !connection.isValid(VALIDATION_TIMEOUT_SECONDS)) {
            discard();
            connection = open(deadline);
        }
        try {
            setTimeout(connection, deadline);
            return RegistrationService.register(connection, person);
        } catch (SQLException e) {
            discard();
            throw e;
        }
    }

    private Connection open(long deadline) throws SQLException {
        Properties properties = url.properties();
        properties.putIfAbsent("ApplicationName", "cruddur-post-confirmation");
        // Covers all hosts of the URL, name resolution, TLS and authentication.
        properties.setProperty(
                "loginTimeout", String.valueOf((remainingMillis(deadline) - STATEMENT_RESERVE_MILLIS) / 1000.0));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("tcpKeepAlive", "true");
        Connection opened = new org.postgresql.Driver().connect(url.jdbcUrl(), properties);
        try (Statement statement = opened.createStatement()) {
            setTimeout(opened, deadline);
            statement.execute("SET statement_timeout = " + STATEMENT_TIMEOUT_MILLIS);
        } catch (SQLException e) {
            opened.abort(Runnable::run);
            throw e;
        }
        return opened;
    }

    private void discard() throws SQLException {
        if (connection != null) {
            // close() would wait for a server that may not respond.
            connection.abort(Runnable::run);
            connection = null;
        }
    }

    private static void setTimeout(Connection connection, long deadline) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) remainingMillis(deadline));
    }

    private static long remainingMillis(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    /** The connection URL without the password. */
    @Override
    public String toString() {
        return url.toString();
    }
}
