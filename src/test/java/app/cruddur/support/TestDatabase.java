package app.cruddur.support;

import app.cruddur.persistence.ConnectionUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Starts a PostgreSQL with an empty database {@code cruddur} on 127.0.0.1, and runs statements in the database of the server under test.
 */
public final class TestDatabase {

    private TestDatabase() {}

    /**
     * @param data the data directory; existing files are kept
     * @param port 0 for any free port
     */
    static EmbeddedPostgres start(Path data, int port) throws IOException {
        return start(data, port, Map.of());
    }

    static EmbeddedPostgres start(Path data, int port, Map<String, String> settings) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port == 0 ? RunningServer.freePort() : port)
                // A time zone far from UTC, because nothing may depend on it.
                .setServerConfig("timezone", "Pacific/Auckland")
                // A busy machine needs longer than the default of ten seconds.
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("listen_addresses", "127.0.0.1");
        settings.forEach(builder::setServerConfig);
        EmbeddedPostgres postgres = builder.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = 'cruddur'")
                    .next()) {
                statement.execute("CREATE DATABASE cruddur");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return postgres;
    }

    static String url(int port) {
        return "postgresql://postgres@127.0.0.1:" + port + "/cruddur";
    }

    /** The port in the {@code CONNECTION_URL} of the integration tests. */
    static int port() {
        return ConnectionUrl.fromEnvironment().hosts().get(0).port();
    }

    /** A connection to the database that the server under test uses. */
    public static Connection connect() throws SQLException {
        ConnectionUrl url = ConnectionUrl.fromEnvironment();
        return DriverManager.getConnection(url.jdbcUrl(), url.properties());
    }

    /** A connection to the database {@code postgres} of the same server, for statements that cannot run within the database under test. */
    public static Connection connectToMaintenance() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/postgres", "postgres", null);
    }

    /** Runs a statement; returns the first column of its first row, or null if there is none. */
    public static Object run(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            if (!statement.execute()) {
                return null;
            }
            ResultSet rows = statement.getResultSet();
            return rows.next() ? rows.getObject(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a query; returns the keys in its first column. */
    public static List<UUID> uuids(String sql) {
        List<UUID> uuids = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                uuids.add(rows.getObject(1, UUID.class));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return uuids;
    }
}
