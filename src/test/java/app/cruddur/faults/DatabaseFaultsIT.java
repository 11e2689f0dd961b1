package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ThrowAwayDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Injects faults into PostgreSQL while clients read and write through one server. */
@ExtendWith(FaultTable.class)
class DatabaseFaultsIT {

    private static final boolean SHORT = Boolean.getBoolean("faults.short");
    /** The longest time that any request may take during a fault. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private static final int WRITERS = 4;
    private static final int READERS = 4;

    private static SmallDisk disk;
    private static ThrowAwayDatabase postgres;
    private static ConnectionUrl url;
    private static RunningServer server;

    private interface Fault {
        void inject(Workload workload) throws Exception;
    }

    @BeforeAll
    static void start() throws Exception {
        disk = SmallDisk.create();
        postgres = ThrowAwayDatabase.startDurable(disk.directory());
        url = ConnectionUrl.parse(postgres.url("cruddur"));
        server = RunningServer.start(Map.of("CONNECTION_URL", postgres.url("cruddur"), "CRUDDUR_POOL_SIZE", "8"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        postgres.close();
        disk.close();
    }

    @Test
    void postgresql_is_killed_and_restarted() throws Exception {
        String link = get("api/activities/home").headers().firstValue("Link").orElseThrow();
        String nextPage = link.substring(link.indexOf("/api/") + 1, link.indexOf('>'));
        assertThat(get(nextPage).statusCode()).isEqualTo(200);
        Outcome outcome = runWithFault("PostgreSQL killed (-9) and started again", workload -> {
            postgres.kill();
            await().until(() -> get("api/health-check").statusCode() == 503);
            HttpResponse<String> page = get(nextPage);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).isEqualTo("[\"database_unavailable\"]");
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            postgres.up();
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    @Test
    void all_connections_are_terminated() throws Exception {
        runWithFault("all its connections terminated", workload -> assertThat(
                        run(
                                """
                        SELECT count(pg_terminate_backend(pid)) > 0 FROM pg_stat_activity
                        WHERE application_name LIKE 'cruddur%'"""))
                .isEqualTo("t"));
    }

    @Test
    void postgresql_is_frozen() throws Exception {
        int seconds = SHORT ? 8 : 20;
        Outcome outcome = runWithFault("PostgreSQL frozen (SIGSTOP) for " + seconds + " s", workload -> {
            long start = System.nanoTime();
            postgres.freeze();
            try {
                // A page is cached for one second at most. The next request waits for the database, and from then on
                // no page is served without the database.
                await().atMost(MAX_WAIT.plusSeconds(2))
                        .until(() -> get("api/activities/home").statusCode() == 503);
                holdFor(Duration.ofSeconds(seconds).minusNanos(System.nanoTime() - start));
                assertThat(get("api/activities/home").statusCode()).isEqualTo(503);
            } finally {
                postgres.thaw();
            }
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    @Test
    void the_disk_is_full() throws Exception {
        Outcome outcome = runWithFault("its disk full for 8 s", workload -> {
            disk.fill();
            try {
                holdFor(Duration.ofSeconds(8));
            } finally {
                disk.free();
            }
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void postgresql_is_read_only() throws Exception {
        Outcome outcome = runWithFault("read only for 5 s", workload -> {
            run("ALTER SYSTEM SET default_transaction_read_only = on");
            run("SELECT pg_reload_conf()");
            try {
                holdFor(Duration.ofSeconds(5));
                assertThat(get("api/activities/home").statusCode()).isEqualTo(200);
            } finally {
                run("ALTER SYSTEM RESET default_transaction_read_only");
                run("SELECT pg_reload_conf()");
            }
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void a_long_lock_blocks_activities() throws Exception {
        Outcome outcome = runWithFault("ACCESS EXCLUSIVE lock on activities for 15 s", workload -> {
            try (Connection operator = postgres.connect(url);
                    Statement statement = operator.createStatement()) {
                operator.setAutoCommit(false);
                statement.execute("LOCK TABLE activities IN ACCESS EXCLUSIVE MODE");
                holdFor(Duration.ofSeconds(15));
                operator.rollback();
            }
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void the_pool_is_exhausted() throws Exception {
        Outcome outcome = runWithFault("pool of 8 exhausted for 10 s by 16 who wait for one row", workload -> {
            List<Thread> clients = new ArrayList<>();
            try (Connection operator = postgres.connect(url);
                    Statement statement = operator.createStatement()) {
                String crud = run("SELECT uuid FROM activities LIMIT 1");
                operator.setAutoCommit(false);
                statement.execute("SELECT FROM activities WHERE uuid = '" + crud + "' FOR UPDATE");
                long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                for (int i = 0; i < 16; i++) {
                    clients.add(new Thread(() -> {
                        while (System.nanoTime() < end) {
                            like(crud);
                        }
                    }));
                }
                clients.forEach(Thread::start);
                for (Thread client : clients) {
                    client.join();
                }
                operator.rollback();
            }
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    /** Runs a workload, injects the fault, and waits until writes succeed again. */
    private static Outcome runWithFault(String name, Fault fault) throws Exception {
        try (Workload workload = Workload.start(server.uri(), WRITERS, READERS)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> workload.acknowledged() >= 50);
            workload.markFaultStart();
            fault.inject(workload);
            workload.markFaultEnd();
            int before = workload.acknowledged();
            await().atMost(Duration.ofSeconds(30)).until(() -> workload.acknowledged() >= before + 50);

            Outcome outcome = FaultTable.add(workload.stop(name, url));
            assertThat(outcome.lost()).as("lost: %s", outcome).isZero();
            assertThat(outcome.doubled()).as("doubled: %s", outcome).isZero();
            assertThat(outcome.errorsByKind().keySet())
                    .as("%s", outcome)
                    .isSubsetOf(Set.of("503 database_unavailable"));
            assertThat(outcome.longestWait()).as("%s", outcome).isLessThanOrEqualTo(MAX_WAIT);
            assertThat(outcome.recovery()).as("%s", outcome).isLessThanOrEqualTo(MAX_WAIT);
            return outcome;
        }
    }

    /** Keeps the fault in effect for this time. */
    private static void holdFor(Duration duration) throws InterruptedException {
        Thread.sleep(Math.max(0, duration.toMillis()));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.uri().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void like(String crud) {
        try {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.uri().resolve("api/activities/" + crud + "/like"))
                                    .header("X-Cruddur-User", "bayko")
                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement that may write even if the database is read-only by default; returns the first column of the first row. */
    private static String run(String sql) throws SQLException {
        try (Connection operator = postgres.connect(url);
                Statement statement = operator.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            if (!statement.execute(sql)) {
                return null;
            }
            var rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }
}
