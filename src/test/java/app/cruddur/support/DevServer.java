package app.cruddur.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * What {@code mvn -Pdev} runs: PostgreSQL (unless {@code CONNECTION_URL} names one), Payara Micro with the WAR, both on 127.0.0.1 alone,
 * until Ctrl-C.
 */
public final class DevServer {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

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
        awaitAnswer(address.resolve("api/health-check"));
        say("Cruddur is at " + address);
        say("The feed:   curl " + address + "api/activities/home");
        if (postgres != null) {
            say("Database:   export CONNECTION_URL=" + url);
        }
        say("Stop it with Ctrl-C");
    }

    private Process launch(Path home, String url) throws IOException {
        Path root = home.resolve("payara");
        // Payara would deploy again what a former run deployed there, and then the new WAR over it.
        FileUtils.deleteDirectory(root.toFile());
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                target.resolve("server/payara-micro.jar").toString(),
                "--nocluster",
                "--rootdir",
                root.toString(),
                "--prebootcommandfile",
                target.resolve("test-classes/payara/preboot.txt").toString(),
                "--contextroot",
                "/",
                "--port",
                String.valueOf(port),
                "--deploy",
                target.resolve("cruddur.war").toString());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("CONNECTION_URL", url);
        builder.environment().putIfAbsent("CRUDDUR_AUTH", "open");
        if (postgres != null) {
            // Somebody else's database stays as it is.
            builder.environment().putIfAbsent("CRUDDUR_SEED", "demo");
        }
        return builder.start();
    }

    private void awaitAnswer(URI healthCheck) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(healthCheck)
                .timeout(Duration.ofMinutes(1))
                .build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            if (!payara.isAlive() || System.nanoTime() > deadline) {
                System.err.println("\n  The server did not come up; the reason is above.\n");
                System.exit(1);
            }
            payara.waitFor(200, TimeUnit.MILLISECONDS);
        }
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
