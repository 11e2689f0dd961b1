package app.cruddur.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * Main class of {@code mvn -Pdev}: runs PostgreSQL and the application server of this Maven profile with the WAR until Ctrl-C. Both listen
 * only on 127.0.0.1. A {@code CONNECTION_URL} in the environment is used only with {@code -Ddatabase=CONNECTION_URL}, because the server
 * migrates its database and does not authenticate callers. The output is a few lines; the server's log goes to a file.
 */
public final class DevServer {

    private static final String CONNECTION_URL = "CONNECTION_URL";

    private final int port;
    private final Path home;
    private final Path log;
    private EmbeddedPostgres postgres;
    private Process server;

    private DevServer(int port, Path home) {
        this.port = port;
        this.home = home;
        this.log = home.resolve("server.log");
    }

    /** @param arguments the HTTP port, and the directory for all files */
    public static void main(String... arguments) throws InterruptedException {
        DevServer dev = new DevServer(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(dev::stop, "stop"));
        try {
            dev.start();
        } catch (IOException | RuntimeException e) {
            System.err.printf("%n  Cruddur did not start: %s%n%n", e.getMessage() == null ? e : e.getMessage());
            System.exit(1);
        }
        System.exit(dev.server.waitFor());
    }

    private void start() throws IOException, InterruptedException {
        requireFreePort(port, "port");
        String url = System.getenv(CONNECTION_URL);
        if (url == null || !CONNECTION_URL.equals(System.getProperty("database"))) {
            if (url != null) {
                print("CONNECTION_URL is ignored. To use that database: mvn -Pdev -Ddatabase=CONNECTION_URL");
            }
            url = startPostgres();
        }
        print("Starting %s on Java %s; its log is %s", System.getProperty("server.name"), Runtime.version(), log);
        if (Server.ofProfile() == Server.PAYARA && Runtime.version().feature() < 21) {
            print("Payara 6 is past its end of life: with JDK 21 or later this runs Payara 7");
        }
        URI address = URI.create("http://127.0.0.1:" + port + "/");
        if (!launchAndAwait(url, address)) {
            throw new IllegalStateException(ServerLog.reason(log) + "\n  The server's log is " + log);
        }
        print("Cruddur is at %s", address);
        print("The feed:   curl %sapi/activities/home", address);
        if (postgres != null) {
            print("Database:   export CONNECTION_URL=%s", url);
        }
        print("Stop it with Ctrl-C");
    }

    private String startPostgres() throws IOException {
        int databasePort = databasePort(port);
        requireFreePort(databasePort, "database.port");
        String version = System.getProperty("postgres.version");
        // A newer PostgreSQL cannot read the files of an older one.
        Path data = home.resolve("postgres-" + version.replaceFirst("\\..*", ""));
        print("Starting PostgreSQL %s; its data are in %s", version, data);
        postgres = TestDatabase.start(data, databasePort);
        return TestDatabase.url(databasePort);
    }

    /** The port of PostgreSQL: the same in each run, and another one for a second server beside this one. */
    static int databasePort(int port) {
        return Integer.getInteger("database.port", port < 55_000 ? port + 10_000 : port - 10_000);
    }

    private static void requireFreePort(int port, String property) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port %d is in use. Choose another: mvn -Pdev -D%s=%d".formatted(port, property, port + 1), e);
        }
    }

    private boolean launchAndAwait(String url, URI address) throws IOException, InterruptedException {
        server = launch(url);
        ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
        progress.scheduleAtFixedRate(this::showProgress, 1, 1, TimeUnit.SECONDS);
        try {
            return Readiness.await(server, address);
        } finally {
            progress.shutdownNow();
            System.out.println();
        }
    }

    private void showProgress() {
        System.out.print(".");
        try {
            if (ServerLog.isDeploymentFailed(log)) {
                server.descendants().forEach(ProcessHandle::destroy);
                server.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch(String url) throws IOException {
        Path files = home.resolve("server");
        FileUtils.deleteDirectory(files.toFile());
        ProcessBuilder builder = Server.ofProfile()
                .command(Files.createDirectories(files), port, Path.of(System.getProperty("test.war")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put(CONNECTION_URL, url);
        builder.environment().putIfAbsent("CRUDDUR_AUTH", "open");
        builder.environment().putIfAbsent("CRUDDUR_DRAIN_SECONDS", "0");
        builder.environment().putIfAbsent("CRUDDUR_METRICS", "open");
        // All requests of a developer or a benchmark come from one address.
        for (String limit : List.of("READS", "FILES", "WRITES")) {
            builder.environment().putIfAbsent("CRUDDUR_" + limit + "_PER_MINUTE", "100000000");
        }
        builder.environment().putIfAbsent("CRUDDUR_MAX_STREAMS_PER_CALLER", "2000");
        if (postgres != null) {
            // Seeds only the database that was started here.
            builder.environment().putIfAbsent("CRUDDUR_SEED", "demo");
        }
        return builder.start();
    }

    private void stop() {
        try {
            if (server != null) {
                server.descendants().forEach(ProcessHandle::destroy);
                server.destroy();
                if (!server.waitFor(20, TimeUnit.SECONDS)) {
                    server.descendants().forEach(ProcessHandle::destroyForcibly);
                    server.destroyForcibly();
                }
            }
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("Not stopped cleanly: " + e.getMessage());
        }
    }

    private static void print(String line, Object... arguments) {
        System.out.printf("  » " + line + "%n", arguments);
    }
}
