package app.cruddur.support;

import app.cruddur.database.ConnectionUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.commons.io.FileUtils;

/** A PostgreSQL of one test class's own, for tests that need no server. */
public final class ThrowAwayDatabase implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres postgres;

    private ThrowAwayDatabase(Path data, int port) throws IOException {
        this.data = data;
        this.postgres = TestDatabase.start(data, port);
    }

    public static ThrowAwayDatabase start() throws IOException {
        return start(0);
    }

    /** @param port 0 for any free one */
    static ThrowAwayDatabase start(int port) throws IOException {
        return new ThrowAwayDatabase(Files.createTempDirectory("cruddur-test"), port);
    }

    /** Stops it; what it holds stays. */
    public void down() throws IOException {
        postgres.close();
    }

    /** Starts it again, where it was. */
    public void up() throws IOException {
        postgres = TestDatabase.start(data, postgres.getPort());
    }

    /** A new empty database. */
    public ConnectionUrl create(String database) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        return ConnectionUrl.parse(url(database));
    }

    public String url(String database) {
        return "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    public Connection connect(ConnectionUrl url) throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.properties());
    }

    /** The number in the first column of the first row. */
    public long number(ConnectionUrl url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        FileUtils.deleteDirectory(data.toFile());
    }
}
