package app.cruddur.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The installed PgBouncer in front of one PostgreSQL, on a free port of 127.0.0.1. */
public final class PgBouncer extends LoopbackProgram {

    private PgBouncer(Path home, int port, ProcessBuilder command) throws IOException, InterruptedException {
        super(home, port, command);
    }

    /**
     * Starts PgBouncer; skips the test if it is not installed.
     *
     * @param mode {@code session}, {@code transaction} or {@code statement}
     * @param target the port of PostgreSQL on 127.0.0.1
     */
    public static PgBouncer start(String mode, int target) throws IOException, InterruptedException {
        String program = Programs.require("pgbouncer", "pgbouncer").toString();
        Path home = UnprivilegedUser.directory("cruddur-pgbouncer");
        int port = RunningServer.freePort();
        Files.writeString(home.resolve("pgbouncer.ini"), configuration(mode, port, target));
        return new PgBouncer(home, port, UnprivilegedUser.command(program, "pgbouncer.ini"));
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

    /** The connection URL of the database {@code cruddur} through PgBouncer. */
    public String url() {
        return "postgresql://postgres@127.0.0.1:" + port() + "/cruddur";
    }
}
