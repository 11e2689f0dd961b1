package app.cruddur.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests metrics, request ids and logs: on the shared server, where metrics are off, and on a server with all of them enabled. */
class MetricsIT extends ServerTest {

    private static final String TOKEN = "a-token-that-is-hard-to-guess";
    private static final String READS_PER_MINUTE = "120";
    private static final byte[] NO_BODY = {};
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(Map.of(
                "CRUDDUR_METRICS", TOKEN,
                "CRUDDUR_LOG", "json",
                "CRUDDUR_ACCESS_LOG", "true",
                "CRUDDUR_SLOW_QUERY_MS", "200",
                "CRUDDUR_REQUEST_ID_SQL", "true",
                "CRUDDUR_READS_PER_MINUTE", READS_PER_MINUTE));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void without_configuration_there_are_no_metrics() {
        // openapi.yaml does not contain this path.
        assertThat(get("metrics").getStatus()).isEqualTo(404);
    }

    @Test
    void a_request_without_the_token_is_rejected() throws IOException {
        for (String authorization : List.of("Bearer " + TOKEN + "x", "Bearer open", "Bearer", "Basic " + TOKEN)) {
            Answer response = send("GET", "/api/metrics", "Authorization: " + authorization);

            assertThat(response.status()).as(authorization).isEqualTo(401);
            assertThat(response.headers().get("WWW-Authenticate")).startsWith("Bearer");
            assertThat(response.text()).isEqualTo("[\"token_invalid\"]");
        }
        assertThat(send("GET", "/api/metrics").text()).isEqualTo("[\"token_missing\"]");
        assertThat(send("POST", "/api/metrics", "Authorization: Bearer " + TOKEN)
                        .status())
                .isEqualTo(404);
        assertThat(server.output()).doesNotContain(TOKEN);
    }

    @Test
    void the_response_is_prometheus_text_with_the_standard_headers() throws IOException {
        Answer response = send("GET", "/api/metrics", "Authorization: Bearer " + TOKEN);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().get("Content-Type"))
                .startsWith("text/plain")
                .contains("version=0.0.4");
        assertThat(response.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsKey("X-Request-Id");
        assertThat(response.text()).contains("# TYPE cruddur_http_request_duration_seconds histogram");
    }

    @Test
    void a_request_with_the_token_is_not_rate_limited() throws IOException {
        double refused = scrape().value("cruddur_rate_limited_total", "kind=\"read\"");
        try (RawConnection guest = new RawConnection(server.uri(), "127.0.7.1")) {
            int status = 200;
            for (int i = 0; i < 400 && status != 429; i++) {
                status = guest.send("GET", "/api/metrics", NO_BODY).status();
            }
            assertThat(status).isEqualTo(429);

            for (int i = 0; i < 200; i++) {
                assertThat(guest.send("GET", "/api/metrics", NO_BODY, "Authorization: Bearer " + TOKEN)
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(scrape().value("cruddur_rate_limited_total", "kind=\"read\""))
                .isGreaterThan(refused);
    }

    @Test
    void requests_are_counted_by_route_and_unknown_paths_share_one_route() throws IOException {
        String count = "cruddur_http_request_duration_seconds_count";
        Exposition before = scrape();
        for (String path :
                List.of("/api/users/@nobody_1", "/api/users/@nobody_2", "/api/no/such/1", "/api/no/2", "/x/y.js")) {
            assertThat(send("GET", path).status()).as(path).isEqualTo(404);
        }
        send("GET", "/api/activities/home", "Accept: ;;;");

        Exposition after = scrape();
        assertThat(after.lines()).noneMatch(line -> line.contains("nobody_") || line.contains("such"));
        assertThat(after.value(count, "route=\"/api/users/@{handle}\"", "status=\"404\"")
                        - before.value(count, "route=\"/api/users/@{handle}\"", "status=\"404\""))
                .isEqualTo(2);
        assertThat(after.value(count, "route=\"other\"", "status=\"404\"")
                        - before.value(count, "route=\"other\"", "status=\"404\""))
                .isEqualTo(2);
        assertThat(after.value(count, "route=\"static\"", "status=\"404\"")
                        - before.value(count, "route=\"static\"", "status=\"404\""))
                .isEqualTo(1);
        assertThat(after.value(count, "route=\"/api/activities/home\"", "status=\"400\""))
                .isGreaterThanOrEqualTo(1);
        assertThat(after.value("cruddur_http_requests_in_flight")).isEqualTo(1);
    }

    @Test
    void cached_pages_are_counted_as_hits() throws IOException {
        await().untilAsserted(() -> {
            Exposition before = scrape();
            for (int i = 0; i < 5; i++) {
                assertThat(send("GET", "/api/activities/home").status()).isEqualTo(200);
            }
            assertThat(scrape().value("cruddur_feed_cache_requests_total", "result=\"hit\""))
                    .isGreaterThan(before.value("cruddur_feed_cache_requests_total", "result=\"hit\""));
        });
        Exposition now = scrape();
        assertThat(now.value("cruddur_feed_cache_requests_total", "result=\"miss\""))
                .isPositive();
        assertThat(now.value("cruddur_database_query_duration_seconds_count", "query=\"activities/home\""))
                .isPositive();
    }

    @Test
    void events_that_cannot_be_published_show_up_as_lag() throws Exception {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE activity_events IN ACCESS EXCLUSIVE MODE");
            UUID crud = insert("bayko", "Liked in silence", "1 hour", "1 hour");
            assertThat(send("PUT", "/api/activities/" + crud + "/like", "X-Cruddur-User: bayko")
                            .status())
                    .isEqualTo(200);

            await().until(() -> scrape().value("cruddur_telling_lag_seconds") > 1);
            assertThat(scrape().value("cruddur_pool_in_use")).isZero();
        }

        await().until(() -> scrape().value("cruddur_telling_lag_seconds") == 0);
    }

    @Test
    void every_metric_of_the_dashboard_and_the_alarms_exists() throws IOException {
        insert("bayko", "Published late", "1 hour", "1 hour");
        publish("bayko", "So that there is an event", "1-hour");
        await().until(() -> scrape().value("cruddur_notice_lag_seconds_count") > 0);

        Set<String> documentedMetrics = new TreeSet<>();
        for (String file : List.of("docs/grafana-dashboard.json", "docs/prometheus-rules.yml")) {
            Pattern.compile("\\b(?:cruddur|jvm|process)_[a-z_]+\\b")
                    .matcher(Files.readString(Path.of(file)))
                    .results()
                    .forEach(name -> documentedMetrics.add(name.group()));
        }
        assertThat(documentedMetrics).hasSizeGreaterThan(25);
        assertThat(scrape().names()).containsAll(documentedMetrics);
    }

    @Test
    void every_response_has_the_callers_request_id_or_a_new_one() throws IOException {
        for (String path :
                List.of("/api/health-check", "/api/activities/home", "/api/nothing", "/api/activities/stream?x")) {
            String method = path.contains("stream") ? "HEAD" : "GET";
            assertThat(send(method, path).headers().get("X-Request-Id"))
                    .as(path)
                    .matches("[0-9a-z]{13}");
            assertThat(send(method, path, "X-Request-Id: Mine-7.x").headers())
                    .as(path)
                    .containsEntry("X-Request-Id", "Mine-7.x");
            assertThat(send(method, path, "X-Request-Id: not mine").headers().get("X-Request-Id"))
                    .as(path)
                    .matches("[0-9a-z]{13}");
        }
        assertThat(send("GET", "/api/activities/home", "Accept: ;;;", "X-Request-Id: Refused-1")
                        .headers())
                .containsEntry("X-Request-Id", "Refused-1");
        assertThat(send("GET", "/favicon.svg").headers()).doesNotContainKey("X-Request-Id");
    }

    @Test
    void the_access_log_is_json_without_query_strings_and_user_agents() throws IOException {
        send(
                "GET",
                "/api/activities/search?term=whatILookFor&limit=3",
                "X-Request-Id: access-1",
                "User-Agent: TheirAgent");

        await().until(() -> !lines("access-1").isEmpty());
        JsonNode line = lines("access-1").get(0);
        assertThat(line.get("logger").asText()).isEqualTo("app.cruddur.access");
        assertThat(line.get("level").asText()).isEqualTo("INFO");
        assertThat(line.get("method").asText()).isEqualTo("GET");
        assertThat(line.get("path").asText()).isEqualTo("/api/activities/search");
        assertThat(line.get("route").asText()).isEqualTo("/api/activities/search");
        assertThat(line.get("status").asInt()).isEqualTo(200);
        assertThat(line.get("micros").asLong()).isPositive();
        assertThat(server.output()).doesNotContain("whatILookFor").doesNotContain("TheirAgent");
    }

    @Test
    void a_slow_query_is_logged_with_its_name_and_request_id() throws Exception {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE activities IN ACCESS EXCLUSIVE MODE");
            Thread request =
                    new Thread(() -> getUnchecked("/api/activities/search?term=slowly", "X-Request-Id: slow-1"));
            request.start();
            await().until(() -> TestDatabase.run(
                            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'cruddur slow-1' AND wait_event_type = 'Lock'")
                    .equals(1L));
            // Longer than the threshold of 200 ms.
            TestDatabase.run("SELECT pg_sleep(0.3)");
            connection.rollback();
            request.join();
        }

        await().until(() -> lines("slow-1").stream()
                .anyMatch(line -> line.get("logger").asText().equals("app.cruddur.slow")));
        assertThat(lines("slow-1"))
                .filteredOn(line -> line.get("logger").asText().equals("app.cruddur.slow"))
                .allSatisfy(line -> assertThat(line.get("message").asText())
                        .matches("Slow: activities/search took [0-9]+ ms \\(request slow-1\\)"));
        assertThat(scrape().value("cruddur_database_slow_total")).isPositive();
    }

    @Test
    void an_unexpected_error_is_logged_with_its_request_id() throws IOException {
        TestDatabase.run("ALTER VIEW feed_activities RENAME TO feed_activities_away");
        try {
            assertThat(send("GET", "/api/activities/home?limit=7", "X-Request-Id: oops-1")
                            .status())
                    .isEqualTo(500);
        } finally {
            TestDatabase.run("ALTER VIEW feed_activities_away RENAME TO feed_activities");
        }

        await().until(() -> lines("oops-1").stream().anyMatch(line -> line.has("exception")));
        assertThat(lines("oops-1"))
                .filteredOn(line -> line.has("exception"))
                .allSatisfy(line -> assertThat(line.get("message").asText()).contains("internal_error", "oops-1"));
    }

    private static Exposition scrape() throws IOException {
        return Exposition.of(server.uri(), TOKEN);
    }

    private static Answer send(String method, String target, String... headers) throws IOException {
        // Each request comes from another address, because this server has rate limits.
        try (RawConnection connection =
                new RawConnection(server.uri(), "127.0.8." + (1 + REQUESTS.getAndIncrement() % 250))) {
            return connection.send(method, target, NO_BODY, headers);
        }
    }

    private static void getUnchecked(String target, String... headers) {
        try {
            send("GET", target, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON log lines of one request. The output also contains lines of the application server, which are not JSON. */
    private static List<JsonNode> lines(String requestId) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : server.output().lines().toList()) {
            if (line.startsWith("{\"time\"")) {
                JsonNode json = new ObjectMapper().readTree(line.getBytes(StandardCharsets.UTF_8));
                if (json.path("request_id").asText().equals(requestId)) {
                    lines.add(json);
                }
            }
        }
        return lines;
    }
}
