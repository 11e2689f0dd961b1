package app.cruddur.support;

import app.cruddur.database.ConnectionUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of one test class's own, for tests that need no server. */
public final class ThrowAwayDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private ThrowAwayDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static ThrowAwayDatabase start() throws IOException {
        return new ThrowAwayDatabase(TestDatabase.start(Files.createTempDirectory("cruddur-test"), 0));
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
    }
}
