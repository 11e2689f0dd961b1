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

/** One server, one PostgreSQL, people at work; and then something is done to PostgreSQL. */
@ExtendWith(FaultTable.class)
class DatabaseFaultsIT {

    private static final boolean SHORT = Boolean.getBoolean("faults.short");
    /** Nobody waits longer, whatever happens. */
    private static final Duration PROMISE = Duration.ofSeconds(5);

    private static final int WRITERS = 4;
    private static final int READERS = 4;

    private static SmallDisk disk;
    private static ThrowAwayDatabase postgres;
    private static ConnectionUrl url;
    private static RunningServer server;

    private interface Fault {
        void happens(Workload people) throws Exception;
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
    void killed_and_started_again() throws Exception {
        String next = get("api/activities/home").headers().firstValue("Link").orElseThrow();
        String further = next.substring(next.indexOf("/api/") + 1, next.indexOf('>'));
        assertThat(get(further).statusCode()).isEqualTo(200);
        Outcome outcome = suffer("PostgreSQL killed (-9) and started again", people -> {
            postgres.kill();
            await().until(() -> get("api/health-check").statusCode() == 503);
            HttpResponse<String> page = get(further);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).isEqualTo("[\"database_unavailable\"]");
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            postgres.up();
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    @Test
    void all_its_connections_terminated() throws Exception {
        suffer("all its connections terminated", people -> assertThat(
                        run(
                                """
                        SELECT count(pg_terminate_backend(pid)) > 0 FROM pg_stat_activity
                        WHERE application_name LIKE 'cruddur%'"""))
                .isEqualTo("t"));
    }

    @Test
    void frozen() throws Exception {
        int seconds = SHORT ? 8 : 20;
        Outcome outcome = suffer("PostgreSQL frozen (SIGSTOP) for " + seconds + " s", people -> {
            long start = System.nanoTime();
            postgres.freeze();
            try {
                // A page is kept for a second at most; who asks next waits, and from then on nobody is told what nobody
                // knows.
                await().atMost(PROMISE.plusSeconds(2))
                        .until(() -> get("api/activities/home").statusCode() == 503);
                last(Duration.ofSeconds(seconds).minusNanos(System.nanoTime() - start));
                assertThat(get("api/activities/home").statusCode()).isEqualTo(503);
            } finally {
                postgres.thaw();
            }
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    @Test
    void its_disk_full() throws Exception {
        Outcome outcome = suffer("its disk full for 8 s", people -> {
            disk.fill();
            try {
                last(Duration.ofSeconds(8));
            } finally {
                disk.free();
            }
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void read_only() throws Exception {
        Outcome outcome = suffer("read only for 5 s", people -> {
            run("ALTER SYSTEM SET default_transaction_read_only = on");
            run("SELECT pg_reload_conf()");
            try {
                last(Duration.ofSeconds(5));
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
    void a_long_lock_on_activities() throws Exception {
        Outcome outcome = suffer("ACCESS EXCLUSIVE lock on activities for 15 s", people -> {
            try (Connection operator = postgres.connect(url);
                    Statement statement = operator.createStatement()) {
                operator.setAutoCommit(false);
                statement.execute("LOCK TABLE activities IN ACCESS EXCLUSIVE MODE");
                last(Duration.ofSeconds(15));
                operator.rollback();
            }
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void the_pool_exhausted() throws Exception {
        Outcome outcome = suffer("pool of 8 exhausted for 10 s by 16 who wait for one row", people -> {
            List<Thread> crowd = new ArrayList<>();
            try (Connection operator = postgres.connect(url);
                    Statement statement = operator.createStatement()) {
                String crud = run("SELECT uuid FROM activities LIMIT 1");
                operator.setAutoCommit(false);
                statement.execute("SELECT FROM activities WHERE uuid = '" + crud + "' FOR UPDATE");
                long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                for (int i = 0; i < 16; i++) {
                    crowd.add(new Thread(() -> {
                        while (System.nanoTime() < end) {
                            like(crud);
                        }
                    }));
                }
                crowd.forEach(Thread::start);
                for (Thread one : crowd) {
                    one.join();
                }
                operator.rollback();
            }
        });

        assertThat(outcome.errorsByKind()).isNotEmpty();
    }

    /** Has people work, breaks what the fault breaks, and waits until they work again. */
    private static Outcome suffer(String name, Fault fault) throws Exception {
        try (Workload people = Workload.start(server.uri(), WRITERS, READERS)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> people.acknowledged() >= 50);
            people.faultBegins();
            fault.happens(people);
            people.databaseIsBack();
            int before = people.acknowledged();
            await().atMost(Duration.ofSeconds(30)).until(() -> people.acknowledged() >= before + 50);

            Outcome outcome = FaultTable.add(people.stop(name, url));
            assertThat(outcome.lost()).as("lost: %s", outcome).isZero();
            assertThat(outcome.doubled()).as("doubled: %s", outcome).isZero();
            assertThat(outcome.errorsByKind().keySet())
                    .as("%s", outcome)
                    .isSubsetOf(Set.of("503 database_unavailable"));
            assertThat(outcome.longestWait()).as("%s", outcome).isLessThanOrEqualTo(PROMISE);
            assertThat(outcome.recovery()).as("%s", outcome).isLessThanOrEqualTo(PROMISE);
            return outcome;
        }
    }

    /** That long it stays broken. */
    private static void last(Duration duration) throws InterruptedException {
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

    /** As an operator, who may write where nobody else may; the first column of the first row. */
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
