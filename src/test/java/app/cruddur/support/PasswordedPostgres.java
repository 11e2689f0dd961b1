package app.cruddur.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A temporary PostgreSQL on 127.0.0.1 that requires passwords. Its role has the privileges of a master user on RDS: it is not a superuser,
 * but may create databases. The password contains every character that has a special meaning in a URL.
 */
public final class PasswordedPostgres implements AutoCloseable {

    public static final String USER = "crud@root";
    public static final String PASSWORD = "p@:/% ?#&=+'\"\\$x";

    private final EmbeddedPostgres server;

    private PasswordedPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts the version on the class path. */
    public static PasswordedPostgres start(Path directory) throws Exception {
        return start(directory, EmbeddedPostgres.builder());
    }

    /** Starts version 15. */
    public static PasswordedPostgres startOlder(Path directory) throws Exception {
        URI jar = Path.of("target/postgresql-15.jar").toUri();
        return start(directory, EmbeddedPostgres.builder().setPgBinaryResolver((system, machine) -> URI.create(
                        "jar:" + jar + "!/postgres-linux-x86_64.txz")
                .toURL()
                .openStream()));
    }

    private static PasswordedPostgres start(Path directory, EmbeddedPostgres.Builder builder) throws Exception {
        Path data = directory.resolve("data");
        EmbeddedPostgres server = builder.setDataDirectory(data)
                .setPort(RunningServer.freePort())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "off")
                .start();
        PasswordedPostgres postgres = new PasswordedPostgres(server);
        postgres.execute(
                "CREATE ROLE \"%s\" LOGIN CREATEDB PASSWORD '%s'".formatted(USER, PASSWORD.replace("'", "''")));
        Files.writeString(
                data.resolve("pg_hba.conf"),
                "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        postgres.execute("SELECT pg_reload_conf()");
        return postgres;
    }

    /** Connects as the superuser. */
    public Connection connect(String database) throws SQLException {
        return server.getDatabase("postgres", encode(database)).getConnection();
    }

    /** Connects as the role that the scripts use. */
    public Connection connectAsUser(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), encode(database)), USER, PASSWORD);
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public int port() {
        return server.getPort();
    }

    public String url(String database) {
        return url(PASSWORD, database);
    }

    public String url(String password, String database) {
        return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(encode(USER), encode(password), port(), encode(database));
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
