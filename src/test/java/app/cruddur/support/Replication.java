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
 * A primary and a standby that streams from it, two real servers on free ports of 127.0.0.1. The standby begins as a copy of the primary's
 * files, made while that was down.
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

    /** @param synchronous whether a commit waits until the standby has it, too */
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
        // With the owner and the mode, on which PostgreSQL insists.
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

    /** Both, the primary first. */
    public String url() {
        return url(primary, standby);
    }

    /** Their database {@code cruddur}, as a URL of several hosts. */
    public static String url(ThrowAwayDatabase... servers) {
        return Stream.of(servers)
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(",", "postgresql://postgres@", "/cruddur"));
    }

    /** The standby becomes a primary; returns when it is one. */
    public void promote() throws SQLException {
        standby.run("SELECT pg_promote(true, 10)");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // The standby first: a primary that stops waits until its standby has all.
        for (ThrowAwayDatabase server : new ThrowAwayDatabase[] {standby, primary}) {
            server.thaw();
            server.close();
        }
        FileUtils.deleteDirectory(home.toFile());
    }
}
