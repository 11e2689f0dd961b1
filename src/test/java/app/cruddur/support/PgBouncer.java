package app.cruddur.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/** The machine's own PgBouncer in front of one PostgreSQL, on a free port of 127.0.0.1. */
public final class PgBouncer implements AutoCloseable {

    private final Path home;
    private final int port;
    private final Process process;

    private PgBouncer(Path home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it; skips the test where it is not installed.
     *
     * @param mode {@code session}, {@code transaction} or {@code statement}
     * @param target the port of PostgreSQL on 127.0.0.1
     */
    public static PgBouncer start(String mode, int target) throws IOException, InterruptedException {
        String program = Programs.require("pgbouncer", "pgbouncer").toString();
        Path home = UnprivilegedUser.directory("cruddur-pgbouncer");
        int port = RunningServer.freePort();
        Files.writeString(home.resolve("pgbouncer.ini"), configuration(mode, port, target));
        Process process = UnprivilegedUser.command(program, "pgbouncer.ini")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output.log").toFile())
                .start();
        PgBouncer pooler = new PgBouncer(home, port, process);
        pooler.awaitOpen();
        return pooler;
    }

    private static String configuration(String mode, int port, int target) {
        return """
                [databases]
                cruddur = host=127.0.0.1 port=%d user=postgres

                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                max_client_conn = 200
                default_pool_size = 20
                """
                .formatted(target, port, mode);
    }

    private void awaitOpen() throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                return;
            } catch (IOException e) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        String output = Files.readString(home.resolve("output.log"));
        close();
        throw new IllegalStateException("PgBouncer did not start:\n" + output);
    }

    /** PostgreSQL's database {@code cruddur}, through it. */
    public String url() {
        return "postgresql://postgres@127.0.0.1:" + port + "/cruddur";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        FileUtils.deleteDirectory(home.toFile());
    }
}
