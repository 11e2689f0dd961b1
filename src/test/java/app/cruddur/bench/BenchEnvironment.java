package app.cruddur.bench;

import app.cruddur.support.RunningServer;
import app.cruddur.support.TokenIssuer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** A PostgreSQL, an OpenID Connect issuer and the servers under test, all on 127.0.0.1. */
final class BenchEnvironment implements AutoCloseable {

    private static final Path HOME = Path.of("target/bench").toAbsolutePath();

    /** All requests come from one address. */
    private static final Map<String, String> NO_LIMITS = Map.of(
            "CRUDDUR_READS_PER_MINUTE", "100000000",
            "CRUDDUR_WRITES_PER_MINUTE", "100000000",
            "CRUDDUR_MAX_STREAMS_PER_CALLER", "2000");

    private final BenchSettings settings;
    private final BenchDatabase database;
    private final TokenIssuer issuer;
    private final Map<String, RunningServer> servers = new LinkedHashMap<>();
    private final Map<String, Double> startSeconds = new LinkedHashMap<>();
    private BenchData data;

    private BenchEnvironment(BenchSettings settings, BenchDatabase database, TokenIssuer issuer) {
        this.settings = settings;
        this.database = database;
        this.issuer = issuer;
    }

    /** Loads the database and starts the servers. */
    static BenchEnvironment start(BenchSettings settings, int activities) throws Exception {
        Bench.log("PostgreSQL with " + activities + " activities");
        Path files = Files.createDirectories(HOME).resolve("postgres-" + activities);
        BenchEnvironment environment = new BenchEnvironment(
                settings, BenchDatabase.start(files, activities, settings.has("--keep")), TokenIssuer.start());
        try {
            environment.startServers();
            return environment;
        } catch (Exception e) {
            environment.close();
            throw e;
        }
    }

    void startServers() throws Exception {
        for (BenchServer server : settings.servers()) {
            String name = server.title();
            Bench.log("starting " + name);
            Map<String, String> variables = issuer.environment();
            variables.putAll(NO_LIMITS);
            variables.put("CONNECTION_URL", database.urlText(name));
            long start = System.nanoTime();
            servers.put(name, server.start(settings.jdks(), variables));
            startSeconds.put(name, (System.nanoTime() - start) / 1e9);
        }
        if (servers.isEmpty()) {
            throw new IllegalStateException("there is no server to measure");
        }
        data = BenchData.prepare(
                HOME, database, issuer, servers.values().iterator().next().uri());
        for (Map.Entry<String, RunningServer> server : servers.entrySet()) {
            // On a busy machine, the first fetch of the issuer's keys can time out.
            Awaitility.await("sign-in at " + server.getKey())
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isSignedIn(server.getValue()));
        }
    }

    /** Whether the server accepts a token. Guests get the home feed too, so the benchmark would not notice otherwise. */
    private boolean isSignedIn(RunningServer server) throws IOException, InterruptedException {
        return Http.send(HttpRequest.newBuilder(server.uri().resolve("api/activities/home"))
                        .header("Authorization", "Bearer " + data.token(0))
                        .build())
                .body()
                .contains("\"liked\":");
    }

    BenchDatabase database() {
        return database;
    }

    BenchData data() {
        return data;
    }

    /** The running servers by their names. */
    Map<String, RunningServer> servers() {
        return servers;
    }

    /** How long the start of each server took. */
    Map<String, Double> startSeconds() {
        return startSeconds;
    }

    void stopServers() throws IOException, InterruptedException {
        for (RunningServer server : servers.values()) {
            server.close();
        }
        servers.clear();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stopServers();
        issuer.close();
        database.close();
    }
}
