package app.cruddur.support;

import app.cruddur.persistence.ConnectionUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A temporary PostgreSQL for one test class, with methods to stop, kill and freeze it. */
public final class ThrowAwayDatabase implements AutoCloseable {

    /** The embedded PostgreSQL disables both by default. */
    private static final Map<String, String> DURABLE = Map.of("synchronous_commit", "on", "fsync", "on");

    private final Path data;
    private final Map<String, String> settings;
    private EmbeddedPostgres postgres;

    private ThrowAwayDatabase(Path data, int port, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = settings;
        this.postgres = TestDatabase.start(data, port, settings);
    }

    public static ThrowAwayDatabase start() throws IOException {
        return start(0);
    }

    /** @param port 0 for any free port */
    static ThrowAwayDatabase start(int port) throws IOException {
        return new ThrowAwayDatabase(Files.createTempDirectory("cruddur-test"), port, Map.of());
    }

    /**
     * Starts a durable PostgreSQL, which keeps all committed data even if it is killed.
     *
     * @param data an existing directory for its files
     */
    public static ThrowAwayDatabase startDurable(Path data) throws IOException {
        return new ThrowAwayDatabase(Files.createTempDirectory(data, "postgres"), 0, DURABLE);
    }

    /**
     * Starts a durable PostgreSQL in a data directory that may exist already; {@link #close} deletes the directory.
     *
     * @param port 0 for any free port
     */
    static ThrowAwayDatabase startDurable(Path data, int port) throws IOException {
        return new ThrowAwayDatabase(data, port, DURABLE);
    }

    /** Stops PostgreSQL and keeps its data. */
    public void down() throws IOException {
        postgres.close();
    }

    /** Starts PostgreSQL again at the same port. */
    public void up() throws IOException {
        postgres = TestDatabase.start(data, postgres.getPort(), settings);
    }

    /** Kills all processes at once, as a power failure would, and keeps the data. */
    public void kill() throws IOException {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        // Releases the lock on the directory; there is no process left to stop.
        postgres.close();
    }

    /** Suspends all processes with SIGSTOP: the operating system still accepts connections, but there is no response. */
    public void freeze() throws IOException, InterruptedException {
        // The postmaster first, because it would start more processes meanwhile.
        signal("STOP", processes().subList(0, 1));
        signal("STOP", processes());
    }

    /** Resumes all processes after {@link #freeze}. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT", processes());
    }

    /** The postmaster, then its children; empty if PostgreSQL was stopped or killed. */
    private List<ProcessHandle> processes() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.notExists(file)) {
            return List.of();
        }
        long pid = Long.parseLong(Files.readAllLines(file).get(0));
        return ProcessHandle.of(pid).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .toList();
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -" + name + " \"$@\"", "kill"));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        // Ignores the exit code, because a process may have ended meanwhile.
        new ProcessBuilder(command).start().waitFor();
    }

    /** Creates an empty database. */
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

    public int port() {
        return postgres.getPort();
    }

    /** Runs a statement in the database {@code cruddur}; returns the first column of its first row as text. */
    public String run(String sql) throws SQLException {
        try (Connection connection = connect(ConnectionUrl.parse(url("cruddur")));
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            ResultSet rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : null;
        }
    }

    public Connection connect(ConnectionUrl url) throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.properties());
    }

    /** Runs a query; returns the number in the first column of its first row. */
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
