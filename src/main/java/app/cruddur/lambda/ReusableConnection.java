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
 * The one connection of this process, kept between invocations, for Lambda runs one at a time. Each call ends within {@link #BUDGET}
 * milliseconds, whatever the network or the database does, so that Cognito hears of it before it stops listening.
 */
final class ReusableConnection {

    /** Cognito waits 5 s, a part of which is Lambda's own. */
    private static final long BUDGET = 3_600;

    /** What is left of it for the statement, however long it took to connect. */
    private static final long RESERVE = 800;

    /** What this process has given up on shall not go on in the server. */
    private static final long STATEMENT_TIMEOUT = 2_000;

    private static final int VALIDATION_SECONDS = 1;

    private final ConnectionUrl url;
    private Connection connection;

    ReusableConnection(ConnectionUrl url) {
        this.url = url;
    }

    Outcome register(Registration person) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUDGET);
        if (connection == null || !connection.isValid(VALIDATION_SECONDS)) {
            discard();
            connection = open(deadline);
        }
        try {
            limit(connection, deadline);
            return RegistrationService.register(connection, person);
        } catch (SQLException e) {
            discard();
            throw e;
        }
    }

    private Connection open(long deadline) throws SQLException {
        Properties properties = url.properties();
        properties.putIfAbsent("ApplicationName", "cruddur-post-confirmation");
        // All hosts of the URL together, their names looked up, TLS and password included.
        properties.setProperty("loginTimeout", String.valueOf((left(deadline) - RESERVE) / 1000.0));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("tcpKeepAlive", "true");
        Connection opened = new org.postgresql.Driver().connect(url.jdbcUrl(), properties);
        try (Statement statement = opened.createStatement()) {
            limit(opened, deadline);
            statement.execute("SET statement_timeout = " + STATEMENT_TIMEOUT);
        } catch (SQLException e) {
            opened.abort(Runnable::run);
            throw e;
        }
        return opened;
    }

    private void discard() throws SQLException {
        if (connection != null) {
            // Not close(), which says goodbye to a server that may never answer.
            connection.abort(Runnable::run);
            connection = null;
        }
    }

    private static void limit(Connection connection, long deadline) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) left(deadline));
    }

    private static long left(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    /** Where it leads, without the password. */
    @Override
    public String toString() {
        return url.toString();
    }
}
