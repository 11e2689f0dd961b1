package app.cruddur.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.support.DebuggedServer;
import app.cruddur.support.RawConnection;
import app.cruddur.support.ServerTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server in whose background threads a debugger throws Errors. */
class BackgroundTasksIT extends ServerTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static DebuggedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = DebuggedServer.start(Map.of("CRUDDUR_METRICS", "open"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"listener", "publisher", "purge"})
    void a_background_task_that_fails_makes_the_node_unhealthy_until_it_runs_again(String task) throws Exception {
        // Each failure doubles the pause before the next start; one of them is long enough to be seen.
        await().atMost(LIMIT).until(() -> {
            server.throwErrorIn("cruddur-" + task);
            RawConnection.Answer health = ask("/api/health-check");
            return health.status() == 503 && health.text().equals("[\"" + task + "_not_running\"]");
        });
        assertThat(metrics()).containsPattern("(?m)^cruddur_background_task_running\\{task=\"" + task + "\"} 0");

        await().atMost(LIMIT).until(() -> ask("/api/health-check").status() == 200);
        assertThat(metrics())
                .containsPattern("(?m)^cruddur_background_task_running\\{task=\"" + task + "\"} 1")
                .containsPattern("(?m)^cruddur_background_task_restarts_total\\{task=\"" + task + "\"} [1-9]");
    }

    @Test
    void a_stream_misses_nothing_when_the_listener_and_the_publisher_fail() throws Exception {
        try (StreamReader stream = StreamReader.open(server.uri())) {
            server.throwErrorIn("cruddur-listener");
            server.throwErrorIn("cruddur-publisher");
            String uuid =
                    publish("bayko", "Published by the other node", "1-hour").getString("uuid");

            await().atMost(LIMIT).until(() -> !stream.events("update", uuid).isEmpty());
        }
    }

    private static String metrics() throws IOException {
        return ask("/api/metrics").text();
    }

    private static RawConnection.Answer ask(String path) throws IOException {
        return RawConnection.ask(server.uri(), "GET", path);
    }
}
