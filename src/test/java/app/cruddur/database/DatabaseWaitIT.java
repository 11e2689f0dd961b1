package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.RunningServer;
import app.cruddur.support.ThrowAwayDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node with one pooled connection: what counts as waiting for the database, and what as its outage. */
class DatabaseWaitIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TOKEN = "a-token-for-metrics";
    private static final String ACTIVE =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'cruddur' AND state = 'active'";

    private static ThrowAwayDatabase postgres;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
        server = RunningServer.start(
                Map.of("CONNECTION_URL", postgres.url("cruddur"), "CRUDDUR_POOL_SIZE", "1", "CRUDDUR_METRICS", TOKEN));
        postgres.run(
                """
                CREATE FUNCTION slow_down() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  PERFORM pg_sleep(20);
                  RETURN NEW;
                END
                $$""");
        postgres.run(
                """
                CREATE TRIGGER slow_down BEFORE INSERT ON activities FOR EACH ROW
                WHEN (NEW.message = 'Slow') EXECUTE FUNCTION slow_down()""");
        // Within the commit PostgreSQL's statement_timeout does not apply: as with a synchronous standby that does not
        // answer.
        postgres.run(
                """
                CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  PERFORM pg_sleep(6);
                  RETURN NULL;
                END
                $$""");
        postgres.run(
                """
                CREATE CONSTRAINT TRIGGER stall AFTER INSERT ON activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                WHEN (NEW.message = 'Committed late') EXECUTE FUNCTION stall()""");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Client: anonymous", "X-Cruddur-User: bayko"})
    void a_body_that_arrives_slowly_is_no_wait_for_the_database(String header) throws Exception {
        String errors = databaseErrors();
        byte[] body = crud("Sent slowly").getBytes(StandardCharsets.UTF_8);
        String head = "POST /api/activities HTTP/1.1\r\nHost: %s\r\n%s\r\nContent-Type: application/json\r\n"
                .formatted(server.uri().getAuthority(), header);
        head += "Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(body.length);

        try (Socket client = new Socket(server.uri().getHost(), server.uri().getPort())) {
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            for (int sent = 0; sent < body.length; sent += 12) {
                client.getOutputStream().write(body, sent, Math.min(12, body.length - sent));
                // The client's speed is what is tested: more than 5 s for the whole body.
                Thread.sleep(1000);
            }
            String response = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(response).startsWith("HTTP/1.1 200").contains("Sent slowly");
        }
        assertThat(databaseErrors()).isEqualTo(errors);
    }

    @Test
    void the_health_check_answers_200_while_the_pool_is_in_use() throws Exception {
        CompletableFuture<HttpResponse<String>> slow = post("Slow");
        await().until(() -> active() == 1);
        int answered = 0;

        while (active() == 1) {
            assertThat(get("api/health-check").statusCode()).isEqualTo(200);
            answered++;
        }

        assertThat(answered).as("health checks while the pool was in use").isPositive();
        assertThat(slow.get().statusCode()).isEqualTo(503);
    }

    @Test
    void a_frozen_database_fails_the_health_check() throws Exception {
        assertThat(get("api/health-check").statusCode()).isEqualTo(200);
        postgres.freeze();
        try {
            assertThat(get("api/health-check").statusCode()).isEqualTo(503);
            assertThat(get("api/health-check").statusCode()).isEqualTo(503);
        } finally {
            postgres.thaw();
        }

        await().until(() -> get("api/health-check").statusCode() == 200);
    }

    @Test
    void a_slow_statement_after_a_long_wait_for_a_connection_is_no_outage() throws Exception {
        int logged = server.output().length();
        CompletableFuture<HttpResponse<String>> first = post("Slow");
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> postgres.run(ACTIVE + " AND now() - query_start > interval '1.4 seconds'")
                        .equals("1"));
        // It waits for the permit for more than a second: then PostgreSQL's statement_timeout comes too late for it.
        CompletableFuture<HttpResponse<String>> second = post("Slow");

        assertThat(first.get().statusCode()).isEqualTo(503);
        assertThat(second.get().statusCode()).isEqualTo(503);
        List<CompletableFuture<HttpResponse<String>>> reads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            reads.add(HTTP.sendAsync(
                    request("api/activities/search?term=nothing" + i).build(), BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> read : reads) {
            assertThat(read.get().statusCode()).isEqualTo(200);
        }
        assertThat(server.output().substring(logged)).doesNotContain("The database does not answer");
    }

    @Test
    void after_a_commit_that_timed_out_every_read_works_and_no_transaction_stays_open() throws Exception {
        assertThat(post("Committed late").get().statusCode()).isEqualTo(503);
        // PostgreSQL finishes it without the client.
        await().atMost(Duration.ofSeconds(20)).until(() -> active() == 0);
        String crud = postgres.run(
                """
                INSERT INTO activities (user_uuid, message, expires_at)
                SELECT uuid, 'Expires while it is read', now() + interval '3 seconds' FROM users WHERE handle = 'bayko'
                RETURNING uuid""");

        // Reads alone: a write would repair the pool.
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            assertThat(get("api/health-check").statusCode()).isEqualTo(200);
            int status = get("api/activities/" + crud).statusCode();
            assertThat(status).isIn(200, 404);
            assertThat(
                            postgres.run(
                                    """
                            SELECT count(*) FROM pg_stat_activity
                            WHERE application_name LIKE 'cruddur%' AND state LIKE 'idle in transaction%'
                              AND now() - xact_start > interval '1 second'"""))
                    .as("transactions that stay open")
                    .isEqualTo("0");
            return status == 404;
        });
    }

    /** How many of the pool's sessions run a statement. */
    private static long active() throws SQLException {
        return Long.parseLong(postgres.run(ACTIVE));
    }

    private static String crud(String message) {
        return "{\"user_handle\":\"bayko\",\"message\":\"%s\",\"ttl\":\"1-hour\"}".formatted(message);
    }

    private static CompletableFuture<HttpResponse<String>> post(String message) {
        return HTTP.sendAsync(
                request("api/activities")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(crud(message)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path)).version(HttpClient.Version.HTTP_1_1);
    }

    /** The counters of database errors, as Prometheus text. */
    private static String databaseErrors() throws IOException, InterruptedException {
        HttpRequest metrics = request("api/metrics")
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        String text = HTTP.send(metrics, BodyHandlers.ofString()).body();
        assertThat(text).contains("cruddur_database_errors_total");
        return String.join(
                "\n",
                text.lines()
                        .filter(line -> line.startsWith("cruddur_database_errors_total"))
                        .toList());
    }
}
