package app.cruddur.support;

import app.cruddur.database.ConnectionUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A primary and a standby that streams from it, two real servers on free ports of 127.0.0.1. The standby begins as a copy of the primary's
 * files, made while that was down.
 */
public final class Replication implements AutoCloseable {

    private final Path home;
    private final Server primary;
    private final Server standby;

    private Replication(Path home, Server primary, Server standby) {
        this.home = home;
        this.primary = primary;
        this.standby = standby;
    }

    /** @param synchronous whether a commit waits until the standby has it, too */
    public static Replication start(boolean synchronous) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("cruddur-replication");
        Path original = home.resolve("primary");
        Path copy = home.resolve("standby");
        Server first = Server.start(original, 0);
        first.stop();
        if (new ProcessBuilder("cp", "-a", original.toString(), copy.toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("could not copy " + original);
        }
        Files.createFile(copy.resolve("standby.signal"));
        configure(
                copy,
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres application_name=standby'"
                        .formatted(first.port()));
        if (synchronous) {
            configure(original, "synchronous_standby_names = 'standby'");
        }
        return new Replication(home, Server.start(original, first.port()), Server.start(copy, 0));
    }

    private static void configure(Path data, String line) throws IOException {
        Files.writeString(data.resolve("postgresql.auto.conf"), line + "\n", StandardOpenOption.APPEND);
    }

    public Server primary() {
        return primary;
    }

    public Server standby() {
        return standby;
    }

    /** Both, the primary first. */
    public String url() {
        return url(primary, standby);
    }

    /** Both, in any order. */
    public static String url(Server... servers) {
        List<String> hosts =
                Stream.of(servers).map(server -> "127.0.0.1:" + server.port()).toList();
        return "postgresql://postgres@" + String.join(",", hosts) + "/cruddur";
    }

    /** The standby becomes a primary; returns when it is one. */
    public void promote() throws SQLException {
        standby.run("SELECT pg_promote(true, 10)");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Server server : List.of(standby, primary)) {
            server.thaw();
            server.stop();
        }
        FileUtils.deleteDirectory(home.toFile());
    }

    /** One of the two. */
    public static final class Server {

        private final Path data;
        private EmbeddedPostgres postgres;

        private Server(Path data, EmbeddedPostgres postgres) {
            this.data = data;
            this.postgres = postgres;
        }

        static Server start(Path data, int port) throws IOException {
            return new Server(data, TestDatabase.start(data, port));
        }

        public int port() {
            return postgres.getPort();
        }

        public ConnectionUrl url() {
            return ConnectionUrl.parse(Replication.url(this));
        }

        /** As operators stop it; what it holds stays. */
        public void stop() throws IOException {
            postgres.close();
        }

        /** Again, where it was. */
        public void restart() throws IOException {
            postgres = TestDatabase.start(data, postgres.getPort());
        }

        /** As the power fails: all its processes, at once. */
        public void kill() throws IOException {
            List<ProcessHandle> processes = processes();
            processes.forEach(ProcessHandle::destroyForcibly);
            processes.forEach(process -> process.onExit().join());
            // It complains, and lets go of the files.
            postgres.close();
        }

        /** It answers nobody, and nobody hears that it does not. */
        public void freeze() throws IOException, InterruptedException {
            signal("-STOP");
        }

        public void thaw() throws IOException, InterruptedException {
            signal("-CONT");
        }

        private void signal(String signal) throws IOException, InterruptedException {
            for (ProcessHandle process : processes()) {
                new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor();
            }
        }

        private List<ProcessHandle> processes() throws IOException {
            Path file = data.resolve("postmaster.pid");
            if (Files.notExists(file)) {
                return List.of();
            }
            long pid = Long.parseLong(Files.readAllLines(file).get(0));
            // The postmaster first: it would take the death of one of the others for a crash.
            return ProcessHandle.of(pid).stream()
                    .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                    .toList();
        }

        /** Runs a statement; the first column of its first row, as text. */
        public String run(String sql) throws SQLException {
            ConnectionUrl url = url();
            try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.properties());
                    Statement statement = connection.createStatement()) {
                if (!statement.execute(sql)) {
                    return null;
                }
                ResultSet rows = statement.getResultSet();
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
