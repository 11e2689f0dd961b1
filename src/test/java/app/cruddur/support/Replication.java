package app.cruddur.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A PostgreSQL primary and a streaming standby on free ports of 127.0.0.1. The standby starts from a copy of the primary's files, made
 * while the primary was down.
 */
public final class Replication implements AutoCloseable {

    private final Path home;
    private final ThrowAwayDatabase primary;
    private final ThrowAwayDatabase standby;

    private Replication(Path home, ThrowAwayDatabase primary, ThrowAwayDatabase standby) {
        this.home = home;
        this.primary = primary;
        this.standby = standby;
    }

    /** @param synchronous whether a commit waits for the standby */
    public static Replication start(boolean synchronous) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("cruddur-replication");
        Path original = home.resolve("primary");
        Path copy = home.resolve("standby");
        ThrowAwayDatabase primary = ThrowAwayDatabase.startDurable(original, 0);
        primary.down();
        copy(original, copy);
        Files.createFile(copy.resolve("standby.signal"));
        configure(
                copy,
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres application_name=standby'"
                        .formatted(primary.port()));
        if (synchronous) {
            configure(original, "synchronous_standby_names = 'standby'");
        }
        primary.up();
        return new Replication(home, primary, ThrowAwayDatabase.startDurable(copy, 0));
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        // Keeps owner and mode, which PostgreSQL checks.
        int code = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("Could not copy " + from);
        }
    }

    private static void configure(Path data, String line) throws IOException {
        Files.writeString(data.resolve("postgresql.auto.conf"), line + "\n", StandardOpenOption.APPEND);
    }

    public ThrowAwayDatabase primary() {
        return primary;
    }

    public ThrowAwayDatabase standby() {
        return standby;
    }

    /** A connection URL with both hosts, the primary first. */
    public String url() {
        return url(primary, standby);
    }

    /** A connection URL of the database {@code cruddur} with these hosts. */
    public static String url(ThrowAwayDatabase... servers) {
        return Stream.of(servers)
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(",", "postgresql://postgres@", "/cruddur"));
    }

    /** Promotes the standby and waits until it is a primary. */
    public void promote() throws SQLException {
        standby.run("SELECT pg_promote(true, 10)");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // The standby first: a primary waits at shutdown until its standby has received all WAL.
        for (ThrowAwayDatabase server : new ThrowAwayDatabase[] {standby, primary}) {
            server.thaw();
            server.close();
        }
        FileUtils.deleteDirectory(home.toFile());
    }
}
