package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.support.RunningServer;
import app.cruddur.support.Server;
import app.cruddur.support.ThrowAwayDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kills, stops and upgrades a server while clients read and write, and starts servers concurrently on one database. */
@ExtendWith(FaultTable.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServerFaultsIT {

    private static final int DRAIN_SECONDS = 3;
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ThrowAwayDatabase postgres;
    private static ConnectionUrl url;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.startDurable(Files.createTempDirectory("cruddur-test"));
        url = ConnectionUrl.parse(postgres.url("cruddur"));
        server = RunningServer.start(environment());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        postgres.close();
    }

    @Test
    @Order(1)
    void a_server_that_is_killed_during_writes_loses_nothing() throws Exception {
        try (Workload workload = Workload.start(server.uri(), 4, 4)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> workload.acknowledged() >= 50);
            workload.markFaultStart();
            server.process().destroyForcibly();
            restart();
            workload.markFaultEnd();
            awaitMoreWrites(workload);

            Outcome outcome = FaultTable.add(workload.stop("the server killed (-9) and started again", url));
            assertThat(outcome.errorsByKind().keySet())
                    .as("%s", outcome)
                    .contains("connection refused")
                    .doesNotContain("500 internal_error", "no answer");
            assertNothingLost(outcome);
        }
    }

    @Test
    @Order(2)
    void on_sigterm_the_server_drains_finishes_its_requests_and_exits() throws Exception {
        try (Workload workload = Workload.start(server.uri(), 4, 4);
                StreamReader stream = StreamReader.open(server.uri());
                Connection operator = postgres.connect(url);
                Statement statement = operator.createStatement()) {
            await().atMost(Duration.ofMinutes(1)).until(() -> workload.acknowledged() >= 50);
            String crud = postgres.run("SELECT uuid FROM activities LIMIT 1");
            ProcessHandle process = server.process();
            workload.markFaultStart();

            long signalled = System.nanoTime();
            process.destroy();

            await().until(() -> get("api/health-check").statusCode() == 503);
            assertThat(get("api/health-check").body()).isEqualTo("[\"draining\"]");
            assertThat(get("api/health-check").headers().firstValue("Retry-After"))
                    .isPresent();
            assertThat(get("api/activities/home").statusCode()).isEqualTo(200);
            assertThat(stream.isOver()).as("as long as others are served").isFalse();

            // This request starts before the server rejects new ones, and then waits for a locked row.
            operator.setAutoCommit(false);
            statement.execute("SELECT FROM activities WHERE uuid = '" + crud + "' FOR UPDATE");
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> System.nanoTime() - signalled
                            > Duration.ofMillis(DRAIN_SECONDS * 1000 - 500).toNanos());
            CompletableFuture<HttpResponse<String>> like = like(crud);
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> get("api/activities/home").body().equals("[\"draining\"]"));
            await().atMost(MAX_WAIT).until(stream::isOver);
            operator.rollback();

            assertThat(like.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
            assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(Duration.ofSeconds(15));
            restart();
            workload.markFaultEnd();
            awaitMoreWrites(workload);

            Outcome outcome = FaultTable.add(workload.stop("SIGTERM, and started again", url));
            assertThat(outcome.errorsByKind().keySet())
                    .as("nothing that was begun was cut off: %s", outcome)
                    .isSubsetOf(
                            server.kind() == Server.WILDFLY
                                    // WildFly opens its port before the WAR is deployed, and responds with 503
                                    // (container/wildfly).
                                    ? Set.of("503 draining", "connection refused", "503 without Retry-After")
                                    : Set.of("503 draining", "connection refused"));
            assertNothingLost(outcome);
        }
    }

    @Test
    @Order(3)
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void a_failing_changelog_leaves_the_database_and_the_old_server_unchanged(@TempDir Path directory)
            throws Exception {
        String changeSets = postgres.run("SELECT count(*) FROM databasechangelog");

        try (RunningServer next = RunningServer.launch(environment(), withFailingChange(directory))) {
            await().atMost(Duration.ofMinutes(4)).until(() -> next.output().contains("Cruddur does not start"));

            assertThat(next.output().lines().filter(line -> line.contains("Cruddur does not start")))
                    .singleElement()
                    .asString()
                    .contains("division by zero");
            assertThat(next.output()).contains("9999-fails.sql");
        }
        assertThat(postgres.run("SELECT count(*) FROM databasechangelog")).isEqualTo(changeSets);
        assertThat(postgres.run("SELECT count(*) FROM information_schema.columns WHERE column_name = 'half_done'"))
                .isEqualTo("0");
        try (Workload workload = Workload.start(server.uri(), 2, 2)) {
            workload.markFaultStart();
            await().until(() -> workload.acknowledged() >= 20);
            assertThat(workload.stop("a failing changelog beside it", url).errorsByKind())
                    .isEmpty();
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void two_nodes_can_start_at_once_on_an_empty_database() throws Exception {
        ConnectionUrl empty = postgres.create("empty");
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("CONNECTION_URL", postgres.url("empty"));
        Callable<RunningServer> node = () -> RunningServer.start(environment);

        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<RunningServer> started : threads.invokeAll(List.of(node, node))) {
                started.get().close();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(postgres.number(empty, "SELECT count(*) - count(DISTINCT (id, filename)) FROM databasechangelog"))
                .isZero();
        assertThat(postgres.number(empty, "SELECT count(*) FROM users WHERE handle = 'bayko'"))
                .isEqualTo(1);
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void a_node_that_is_killed_during_a_migration_does_not_block_the_next_one() throws Exception {
        ConnectionUrl interrupted = postgres.create("interrupted");
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("CONNECTION_URL", postgres.url("interrupted"));
        String waiting =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = 'interrupted' AND application_name = 'cruddur' AND wait_event_type = 'Lock'";

        try (Connection operator = postgres.connect(interrupted);
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            // Blocks the second change set until this transaction ends.
            statement.execute("CREATE TABLE activities ()");
            try (RunningServer first = RunningServer.launch(environment)) {
                await().atMost(Duration.ofMinutes(3)).until(() -> postgres.number(interrupted, waiting) == 1);
                first.process().destroyForcibly();
                await().atMost(Duration.ofSeconds(10))
                        .alias("PostgreSQL detects the closed connection and releases the lock")
                        .until(() -> postgres.number(interrupted, waiting) == 0);
            }
            operator.rollback();
        }

        RunningServer.start(environment).close();
        assertThat(postgres.number(interrupted, "SELECT count(*) FROM users WHERE handle = 'bayko'"))
                .isEqualTo(1);
    }

    private static Map<String, String> environment() {
        return Map.of(
                "CONNECTION_URL", postgres.url("cruddur"), "CRUDDUR_DRAIN_SECONDS", String.valueOf(DRAIN_SECONDS));
    }

    /** Restarts the server at the same port. */
    private static void restart() throws Exception {
        URI uri = server.uri();
        server.close();
        server = RunningServer.start(environment(), uri.getPort());
    }

    private static void awaitMoreWrites(Workload workload) {
        int before = workload.acknowledged();
        await().atMost(Duration.ofSeconds(30)).until(() -> workload.acknowledged() >= before + 50);
    }

    private static void assertNothingLost(Outcome outcome) {
        assertThat(outcome.lost()).as("lost: %s", outcome).isZero();
        assertThat(outcome.doubled()).as("doubled: %s", outcome).isZero();
        assertThat(outcome.longestWait()).as("%s", outcome).isLessThanOrEqualTo(MAX_WAIT);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.uri().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static CompletableFuture<HttpResponse<String>> like(String crud) {
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(server.uri().resolve("api/activities/" + crud + "/like"))
                        .header("X-Cruddur-User", "bayko")
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Copies the WAR and adds a change set: its first statement adds a column, its second one fails. */
    private static Path withFailingChange(Path directory) throws IOException {
        Path war = Files.copy(Path.of(System.getProperty("test.war")), directory.resolve("cruddur.war"));
        try (FileSystem files = FileSystems.newFileSystem(war)) {
            Path liquibase = files.getPath("WEB-INF/classes/liquibase");
            Files.writeString(
                    liquibase.resolve("changes/9999-fails.sql"),
                    """
                    --liquibase formatted sql logicalFilePath:liquibase/changes/9999-fails.sql

                    --changeset cruddur:fails
                    ALTER TABLE activities ADD COLUMN half_done text;
                    SELECT 1 / 0;
                    """);
            Path changelog = liquibase.resolve("changelog.yaml");
            Files.writeString(
                    changelog,
                    Files.readString(changelog)
                            + """
                              - include:
                                  file: changes/9999-fails.sql
                                  relativeToChangelogFile: true
                            """);
        }
        return war;
    }
}
