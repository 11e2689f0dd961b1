package app.cruddur.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ServerTest;
import app.cruddur.support.ThrowAwayDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Causes each fault in docs/operations.md and checks that it changes its own metrics and no others. Uses a separate server and database.
 */
class FaultsInMetricsIT extends ServerTest {

    private static final String TOKEN = "a-token-that-is-hard-to-guess";
    private static final String IS_CRUDDUR_SESSION = "application_name LIKE 'cruddur%'";

    private static ThrowAwayDatabase postgres;
    private static RunningServer server;
    private static String jdbc;

    private Exposition before;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
        jdbc = "jdbc:" + postgres.url("cruddur").replace("postgres@", "") + "?user=postgres";
        Map<String, String> environment = new HashMap<>(Map.of(
                // This issuer never exists.
                "CRUDDUR_AUTH", "jwt",
                "OIDC_ISSUER", "http://127.0.0.1:1/away",
                "OIDC_CLIENT_ID", "cruddur-web",
                "CONNECTION_URL", postgres.url("cruddur") + "?socketTimeout=2",
                "CRUDDUR_METRICS", TOKEN,
                "CRUDDUR_POOL_SIZE", "2",
                "CRUDDUR_MAX_STREAMS", "1",
                "CRUDDUR_READS_PER_MINUTE", "600"));
        server = RunningServer.start(environment);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        postgres.close();
    }

    @BeforeEach
    void wait_until_the_server_is_healthy() throws IOException {
        patiently()
                .until(() -> status("/api/activities/home?limit=3") == 200
                        && scrape().value("cruddur_listener_silence_seconds") < 1
                        && scrape().value("cruddur_purge_silence_seconds") < 5);
        before = scrape();
    }

    @Test
    void terminated_connections_are_counted_and_the_listener_reconnects() throws Exception {
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + IS_CRUDDUR_SESSION);

        // The listener, the publisher and the purge task notice it without any request.
        patiently().until(() -> increase("terminated") + increase("broken") > 0);
        patiently()
                .until(() -> scrape().value("cruddur_listener_reconnects_total")
                        > before.value("cruddur_listener_reconnects_total"));
        assertThat(increase("refused") + increase("timeout") + increase("read_only"))
                .isZero();
    }

    @Test
    void a_stopped_postgresql_counts_as_refused_connections() throws Exception {
        postgres.down();
        try {
            patiently().until(() -> increase("refused") > 2);
            patiently().until(() -> scrape().value("cruddur_listener_silence_seconds") > 3);
            assertThat(increase("timeout") + increase("read_only") + increase("lock_timeout"))
                    .isZero();
        } finally {
            postgres.up();
        }
    }

    @Test
    void a_frozen_postgresql_counts_as_timeouts() throws Exception {
        List<String> frozen = pids();
        signal("STOP", frozen);
        try {
            patiently().until(() -> increase("timeout") > 0);
            assertThat(increase("refused") + increase("read_only") + increase("terminated"))
                    .isZero();
        } finally {
            signal("CONT", frozen);
        }
    }

    @Test
    void a_read_only_postgresql_fails_writes_and_serves_reads() throws Exception {
        run("ALTER SYSTEM SET default_transaction_read_only = on");
        run("SELECT pg_reload_conf()");
        try {
            // The purge task fails, although no client writes.
            patiently().until(() -> increase("read_only") > 1);
            assertThat(status("/api/activities/home?limit=4")).isEqualTo(200);
            assertThat(increase("refused") + increase("timeout")).isZero();
        } finally {
            run("ALTER SYSTEM RESET default_transaction_read_only");
            run("SELECT pg_reload_conf()");
        }
    }

    @Test
    void a_long_lock_exhausts_the_pool_and_delays_the_purge() throws Exception {
        List<Thread> requests = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE activities IN ACCESS EXCLUSIVE MODE");
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> getUnchecked("/api/activities/home?limit=5"));
                thread.start();
                requests.add(thread);
            }
            patiently().until(() -> {
                Exposition now = scrape();
                return now.value("cruddur_pool_in_use") == now.value("cruddur_pool_size")
                        && now.value("cruddur_pool_waiting") > 0;
            });
            patiently().until(() -> increase("lock_timeout") + increase("statement_timeout") + increase("timeout") > 0);
            patiently().until(() -> scrape().value("cruddur_purge_silence_seconds") > 3);
            assertThat(increase("refused") + increase("read_only") + increase("terminated"))
                    .isZero();
            connection.rollback();
        }
        for (Thread thread : requests) {
            thread.join();
        }
        assertThat(scrape().value("cruddur_pool_wait_seconds_sum"))
                .isGreaterThan(before.value("cruddur_pool_wait_seconds_sum"));
    }

    @Test
    void streams_beyond_the_limit_are_rejected() throws Exception {
        try (StreamReader firstStream = StreamReader.open(server.uri());
                StreamReader secondStream = StreamReader.open(server.uri())) {
            assertThat(List.of(firstStream.status(), secondStream.status())).containsExactly(200, 503);

            Exposition now = scrape();
            assertThat(now.value("cruddur_streams_open"))
                    .isEqualTo(now.value("cruddur_streams_limit"))
                    .isEqualTo(1);
            assertThat(now.value("cruddur_streams_refused_total"))
                    .isGreaterThan(before.value("cruddur_streams_refused_total"));
        }
    }

    @Test
    void a_flood_is_counted_as_rate_limited() throws Exception {
        try (RawConnection flooder = new RawConnection(server.uri(), "127.0.9.9")) {
            for (int i = 0; i < 900; i++) {
                flooder.send("GET", "/api/nothing", new byte[0]);
            }
        }

        Exposition now = scrape();
        assertThat(now.value("cruddur_rate_limited_total", "kind=\"read\""))
                .isGreaterThan(before.value("cruddur_rate_limited_total", "kind=\"read\""));
        assertThat(now.value("cruddur_http_request_duration_seconds_count", "status=\"429\""))
                .isPositive();
    }

    @Test
    void an_unreachable_token_issuer_is_counted() throws Exception {
        assertThat(status("/api/message_groups", "Authorization: Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.e30.AAAA"))
                .isEqualTo(503);

        Exposition now = scrape();
        assertThat(now.value("cruddur_tokens_total", "outcome=\"unverifiable\""))
                .isGreaterThan(before.value("cruddur_tokens_total", "outcome=\"unverifiable\""));
        assertThat(now.value("cruddur_issuer_key_fetches_total", "outcome=\"failed\""))
                .isPositive();
        assertThat(increase("refused") + increase("timeout")).isZero();
    }

    private double increase(String kind) throws IOException {
        return scrape().errors(kind) - before.errors(kind);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(200));
    }

    private static Exposition scrape() throws IOException {
        return Exposition.of(server.uri(), TOKEN);
    }

    private static int status(String target, String... headers) throws IOException {
        return RawConnection.ask(server.uri(), "GET", target, headers).status();
    }

    private static void getUnchecked(String target) {
        try {
            status(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> pids() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE " + IS_CRUDDUR_SESSION)) {
            List<String> pids = new ArrayList<>();
            while (rows.next()) {
                pids.add(rows.getString(1));
            }
            return pids;
        }
    }

    /** Sends a signal to the PostgreSQL processes of Cruddur's sessions; this class started that PostgreSQL. */
    private static void signal(String name, List<String> pids) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(pids);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
