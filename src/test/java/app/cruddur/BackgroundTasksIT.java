package app.cruddur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.events.EventListener;
import app.cruddur.events.EventPublisher;
import app.cruddur.expiry.PurgeTask;
import app.cruddur.support.DebuggedServer;
import app.cruddur.support.RawConnection;
import app.cruddur.support.ServerTest;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests a server in whose background threads a debugger throws an {@link Error}. */
class BackgroundTasksIT extends ServerTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static DebuggedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = DebuggedServer.start(Map.of("CRUDDUR_METRICS", "open"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_listener_that_fails_makes_the_node_unhealthy_until_it_runs_again() throws Exception {
        assertUnhealthyUntilRestart("listener", BackgroundTasksIT::failListener);
    }

    @Test
    void a_publisher_that_fails_makes_the_node_unhealthy_until_it_runs_again() throws Exception {
        assertUnhealthyUntilRestart("publisher", BackgroundTasksIT::failPublisher);
    }

    @Test
    void a_purge_that_fails_makes_the_node_unhealthy_until_it_runs_again() throws Exception {
        assertUnhealthyUntilRestart("purge", BackgroundTasksIT::failPurge);
    }

    @Test
    void a_stream_misses_no_event_when_the_listener_and_the_publisher_fail() throws Exception {
        try (StreamReader stream = StreamReader.open(server.uri())) {
            failListener();
            String uuid = failPublisher();

            await().atMost(TIMEOUT).until(() -> !stream.events("update", uuid).isEmpty());
        }
    }

    private static void assertUnhealthyUntilRestart(String task, Callable<?> failure) throws Exception {
        // Each failure doubles the delay before the next start, until a delay is long enough for the test to observe.
        await().atMost(TIMEOUT).until(() -> {
            failure.call();
            RawConnection.Answer health = ask("/api/health-check");
            return health.status() == 503
                    && health.text().equals("[\"" + task + "_not_running\"]")
                    && metrics().contains("cruddur_background_task_running{task=\"" + task + "\"} 0");
        });

        await().atMost(TIMEOUT).until(() -> ask("/api/health-check").status() == 200);
        assertThat(metrics())
                .containsPattern("(?m)^cruddur_background_task_running\\{task=\"" + task + "\"} 1")
                .containsPattern("(?m)^cruddur_background_task_restarts_total\\{task=\"" + task + "\"} [1-9]");
    }

    private static Void failListener() throws Exception {
        server.throwErrorAt(EventListener.class, "readChanges");
        return null;
    }

    private static Void failPurge() throws Exception {
        server.throwErrorAt(PurgeTask.class, "purge");
        return null;
    }

    /** @return the uuid of the crud whose event the publisher could not publish in its first attempt */
    private static String failPublisher() throws Exception {
        byte[] body = json("user_handle", "bayko", "message", "Its event is published late", "ttl", "1-hour")
                .getBytes(StandardCharsets.UTF_8);
        return server.throwErrorAt(EventPublisher.class, "publishBatch", () -> {
            // A busy machine may answer 503 at first.
            RawConnection.Answer created =
                    await().atMost(TIMEOUT).until(() -> post(body), answer -> answer.status() == 200);
            return Json.createReader(new StringReader(created.text()))
                    .readObject()
                    .getString("uuid");
        });
    }

    private static RawConnection.Answer post(byte[] body) throws IOException {
        try (RawConnection connection = new RawConnection(server.uri())) {
            return connection.send("POST", "/api/activities", body, "Content-Type: application/json");
        }
    }

    private static String metrics() throws IOException {
        return ask("/api/metrics").text();
    }

    private static RawConnection.Answer ask(String path) throws IOException {
        return RawConnection.ask(server.uri(), "GET", path);
    }
}
