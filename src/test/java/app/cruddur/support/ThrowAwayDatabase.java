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

/** A PostgreSQL of one test class's own, for tests that need no server. */
public final class ThrowAwayDatabase implements AutoCloseable {

    /** The embedded one is told not to care. */
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

    /** @param port 0 for any free one */
    static ThrowAwayDatabase start(int port) throws IOException {
        return new ThrowAwayDatabase(Files.createTempDirectory("cruddur-test"), port, Map.of());
    }

    /**
     * One that keeps what it has acknowledged, whatever is done to it.
     *
     * @param data where its files go: a directory that is there
     */
    public static ThrowAwayDatabase startDurable(Path data) throws IOException {
        return new ThrowAwayDatabase(Files.createTempDirectory(data, "postgres"), 0, DURABLE);
    }

    /**
     * The same on files that may be there already, of which it is the {@link #close} that deletes them.
     *
     * @param port 0 for any free one
     */
    static ThrowAwayDatabase startDurable(Path data, int port) throws IOException {
        return new ThrowAwayDatabase(data, port, DURABLE);
    }

    /** Stops it; what it holds stays. */
    public void down() throws IOException {
        postgres.close();
    }

    /** Starts it again, where it was. */
    public void up() throws IOException {
        postgres = TestDatabase.start(data, postgres.getPort(), settings);
    }

    /** Ends all its processes as a power cut would; what it holds stays. */
    public void kill() throws IOException {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        // For the lock on its directory: there is nothing left to stop.
        postgres.close();
    }

    /** Stops the clock for all its processes: whoever knocks is let in by the system, and hears nothing. */
    public void freeze() throws IOException, InterruptedException {
        // It first, or it would make more of them meanwhile.
        signal("STOP", processes().subList(0, 1));
        signal("STOP", processes());
    }

    /** After {@link #freeze}. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT", processes());
    }

    /** The postmaster, then its children; none when it was stopped or killed. */
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
        // One of them may have ended meanwhile.
        new ProcessBuilder(command).start().waitFor();
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

    public int port() {
        return postgres.getPort();
    }

    /** Runs a statement in its database {@code cruddur}; the first column of its first row, as text. */
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
