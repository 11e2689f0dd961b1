package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Replication;
import app.cruddur.support.RunningServer;
import app.cruddur.support.TokenIssuer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code READ_CONNECTION_URL}: guests' feeds come from a real standby, and nobody can tell but by a second. */
@DisabledIfSystemProperty(named = "faults.short", matches = "true")
class ReadReplicaIT {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** Not the first page, which lies ready: each of these is a read. */
    private static final String HOME = "activities/home?limit=7";

    private static final List<String> FEEDS =
            List.of("activities/home", HOME, "activities/@bayko", "activities/search?term=no+standby");

    private static final Pattern UUID = Pattern.compile("\"uuid\" ?: ?\"([0-9a-f-]{36})\"");

    private static Replication replication;
    private static TokenIssuer issuer;
    private static RunningServer server;
    private static String author;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        replication = Replication.start(false);
        issuer = TokenIssuer.start();
        Map<String, String> environment = issuer.environment();
        environment.put("CONNECTION_URL", Replication.url(replication.primary()));
        environment.put("READ_CONNECTION_URL", Replication.url(replication.standby()));
        server = RunningServer.start(environment);
        author = issuer.accessToken(
                replication.primary().run("SELECT cognito_user_id FROM users WHERE handle = 'bayko'"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (issuer != null) {
            issuer.close();
        }
        if (replication != null) {
            replication.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "activities/home?limit=7, /* page activities/home */",
        "activities/@bayko?limit=7, /* page activities/user */",
        "activities/search?term=crud, /* page activities/search */",
        "activities/trends, /* list activities/trends */"
    })
    void guests_feeds_are_read_from_the_standby_and_no_others(String path, String title) throws Exception {
        awaitStandby(path, title);
        String last = lastReading(title);

        assertThat(ask(path, author).statusCode()).isEqualTo(200);
        assertThat(ask(path, "expired").statusCode()).isEqualTo(200);
        assertThat(lastReading(title)).as("when the standby was last read from").isEqualTo(last);

        assertThat(ask(path, null).body()).isEqualTo(ask(path, "expired").body());
    }

    @Test
    void while_replay_is_paused_authors_see_their_post_at_once_and_guests_within_a_second() throws Exception {
        awaitStandby(HOME, "/* page activities/home */");
        replication.standby().run("SELECT pg_wal_replay_pause()");
        try {
            for (int i = 0; i < 5; i++) {
                String uuid = post("What no standby knows, number " + i);
                long acknowledged = System.nanoTime();
                for (String path : FEEDS) {
                    assertThat(ask(path, author).body()).as(path).contains(uuid);
                }
                for (String path : FEEDS) {
                    assertThat(lastMiss(path, uuid, acknowledged) - acknowledged)
                            .as("when a guest last asked for %s in vain", path)
                            .isLessThan(ONE_SECOND.toNanos());
                }
            }
        } finally {
            replication.standby().run("SELECT pg_wal_replay_resume()");
        }
        awaitStandby(HOME, "/* page activities/home */");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_request_fails_or_hangs_when_the_standby_does(boolean frozen) throws Exception {
        awaitStandby(HOME, "/* page activities/home */");
        ExecutorService guests = Executors.newFixedThreadPool(4);
        try {
            List<Future<Duration>> longest = new ArrayList<>();
            long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
            for (int i = 0; i < 4; i++) {
                longest.add(guests.submit(readingUntil(end)));
            }
            if (frozen) {
                replication.standby().freeze();
            } else {
                replication.standby().kill();
            }
            for (Future<Duration> each : longest) {
                assertThat(each.get()).isLessThan(LONGEST_WAIT);
            }
        } finally {
            guests.shutdownNow();
            if (frozen) {
                replication.standby().thaw();
            } else {
                replication.standby().up();
            }
        }
        awaitStandby(HOME, "/* page activities/home */");
    }

    private Callable<Duration> readingUntil(long end) {
        return () -> {
            long longest = 0;
            while (System.nanoTime() - end < 0) {
                long start = System.nanoTime();
                HttpResponse<String> answer = ask(HOME, null);
                longest = Math.max(longest, System.nanoTime() - start);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
            return Duration.ofNanos(longest);
        };
    }

    /** Asks until the standby answers, which it may once it has caught up. */
    private void awaitStandby(String path, String title) throws SQLException {
        String before = replication.standby().run("SELECT clock_timestamp()");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            assertThat(ask(path, null).statusCode()).isEqualTo(200);
            return lastReading(title).compareTo(before) > 0;
        });
    }

    /** When the standby was last asked for that by the server; before everything if never. */
    private static String lastReading(String title) throws SQLException {
        return replication
                .standby()
                .run(
                        """
                        SELECT COALESCE(CAST(max(query_start) AS text), '')
                        FROM pg_stat_activity
                        WHERE application_name = 'cruddur-reader' AND query LIKE '%%%s%%'"""
                                .formatted(title));
    }

    /** Asks as a guest until it is there, and says when it was last asked for in vain; if never, what is given. */
    private long lastMiss(String path, String uuid, long never) throws IOException, InterruptedException {
        long miss = never;
        for (long asked = System.nanoTime(); !ask(path, null).body().contains(uuid); asked = System.nanoTime()) {
            miss = asked;
        }
        return miss;
    }

    private String post(String message) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                request("activities", author)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"user_handle\":\"bayko\",\"message\":\"%s\",\"ttl\":\"1-hour\"}".formatted(message)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Matcher uuid = UUID.matcher(answer.body());
        assertThat(uuid.find()).isTrue();
        return uuid.group(1);
    }

    /** @param token null for a guest */
    private HttpResponse<String> ask(String path, String token) throws IOException, InterruptedException {
        return client.send(request(path, token).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri().resolve("api/" + path)).timeout(Duration.ofSeconds(20));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }
}
