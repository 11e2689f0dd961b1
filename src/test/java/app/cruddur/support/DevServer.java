package app.cruddur.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What {@code mvn -Pdev} runs: PostgreSQL (unless {@code CONNECTION_URL} names one), Payara Micro with the WAR, both on 127.0.0.1 alone,
 * until Ctrl-C.
 */
public final class DevServer {

    private final int port;
    private final Path target;
    private EmbeddedPostgres postgres;
    private Process payara;

    private DevServer(int port, Path target) {
        this.port = port;
        this.target = target;
    }

    public static void main(String[] arguments) throws Exception {
        DevServer server = new DevServer(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        if (!server.portIsFree()) {
            System.err.printf("%n  Port %s is in use. Choose another: mvn -Pdev -Dport=8081%n%n", arguments[0]);
            System.exit(1);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
        server.start();
        System.exit(server.payara.waitFor());
    }

    private boolean portIsFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void start() throws IOException, InterruptedException {
        Path home = Files.createDirectories(target.resolve("dev"));
        String url = System.getenv("CONNECTION_URL");
        if (url == null) {
            say("Starting PostgreSQL; its data stay in " + home.resolve("postgres"));
            postgres = TestDatabase.start(home.resolve("postgres"), 0);
            url = TestDatabase.url(postgres.getPort());
        }
        say("Starting Payara Micro");
        payara = launch(home, url);
        URI address = URI.create("http://127.0.0.1:" + port + "/");
        if (!Readiness.await(payara, address)) {
            System.err.println("\n  The server did not come up; the reason is above.\n");
            System.exit(1);
        }
        say("Cruddur is at " + address);
        say("The feed:   curl " + address + "api/activities/home");
        if (postgres != null) {
            say("Database:   export CONNECTION_URL=" + url);
        }
        say("Stop it with Ctrl-C");
    }

    private Process launch(Path home, String url) throws IOException {
        ProcessBuilder builder = PayaraMicro.command(home, port, target, target.resolve("cruddur.war"))
                .inheritIO();
        builder.environment().put("CONNECTION_URL", url);
        builder.environment().putIfAbsent("CRUDDUR_AUTH", "open");
        builder.environment().putIfAbsent("CRUDDUR_DRAIN_SECONDS", "0");
        builder.environment().putIfAbsent("CRUDDUR_METRICS", "open");
        // Whoever tries things out, or measures them, is one address.
        builder.environment().putIfAbsent("CRUDDUR_READS_PER_MINUTE", "100000000");
        builder.environment().putIfAbsent("CRUDDUR_FILES_PER_MINUTE", "100000000");
        builder.environment().putIfAbsent("CRUDDUR_WRITES_PER_MINUTE", "100000000");
        if (postgres != null) {
            // Somebody else's database stays as it is.
            builder.environment().putIfAbsent("CRUDDUR_SEED", "demo");
        }
        return builder.start();
    }

    private void stop() {
        try {
            if (payara != null) {
                payara.destroy();
                if (!payara.waitFor(20, TimeUnit.SECONDS)) {
                    payara.destroyForcibly();
                }
            }
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("Not stopped cleanly: " + e.getMessage());
        }
    }

    private static void say(String line) {
        System.out.println("  » " + line);
    }
}
