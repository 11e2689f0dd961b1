package app.cruddur.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RawStream;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the streams of one caller, and all together, may take of a server with a small heap. */
class StreamLimitsIT extends ServerTest {

    private static final int PER_CALLER = 20;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        String heap = System.setProperty("server.heap", "256m");
        try {
            Map<String, String> environment = new HashMap<>(Map.of("CRUDDUR_METRICS", "open"));
            environment.put("CRUDDUR_MAX_STREAMS_PER_CALLER", null);
            server = RunningServer.start(environment);
        } finally {
            if (heap == null) {
                System.clearProperty("server.heap");
            } else {
                System.setProperty("server.heap", heap);
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        TestDatabase.run("DELETE FROM activities WHERE message = 'Large, from StreamResumeIT'");
    }

    @Test
    void one_caller_opens_twenty_streams_and_others_are_served() throws Exception {
        List<RawStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < PER_CALLER; i++) {
                streams.add(new RawStream(server.uri(), "127.0.3.1", null));
            }
            assertThat(streams).extracting(RawStream::status).containsOnly(200);

            try (RawConnection refused = new RawConnection(server.uri(), "127.0.3.1");
                    RawStream other = new RawStream(server.uri(), "127.0.3.2", null)) {
                RawConnection.Answer answer = refused.send("GET", "/api/activities/stream", new byte[0]);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text()).isEqualTo("[\"too_many_streams\"]");
                assertThat(answer.headers()).containsKey("Retry-After");
                assertThat(other.status()).isEqualTo(200);
            }

            streams.remove(0).close();
            long closed = System.nanoTime();
            await().atMost(LIMIT).until(() -> {
                RawStream again = new RawStream(server.uri(), "127.0.3.1", null);
                streams.add(again);
                return again.status() == 200;
            });
            System.out.println("A closed stream's permit returned after "
                    + Duration.ofNanos(System.nanoTime() - closed).toMillis() + " ms while its caller tried again");
        } finally {
            for (RawStream stream : streams) {
                stream.close();
            }
        }
        awaitNoStreams("after the caller closed all");
    }

    @Test
    void the_permits_of_closed_streams_return_at_the_next_heartbeat() throws Exception {
        try (StreamReader witness = StreamReader.open(server.uri())) {
            List<RawStream> streams = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                streams.add(new RawStream(server.uri(), "127.0.5.1", null));
            }
            await().atMost(LIMIT).until(() -> witness.comments() > 0);
            for (RawStream stream : streams) {
                stream.close();
            }
            int heartbeats = witness.comments();

            await().atMost(LIMIT).until(() -> value("cruddur_streams_open") == 1);
            assertThat(witness.comments() - heartbeats).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void six_hundred_streams_that_restart_and_read_nothing_leave_the_listener_alive() throws Exception {
        StreamResumeIT.insertLarge(40);
        List<RawStream> sleepers = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                String address = "127.0.4." + (1 + i / PER_CALLER);
                sleepers.add(new RawStream(server.uri(), address, String.valueOf(999_999_000_000L + i)));
            }
            assertThat(sleepers).extracting(RawStream::status).containsOnly(200);

            try (StreamReader reader = StreamReader.open(server.uri())) {
                UUID uuid = UUID.randomUUID();
                StreamResumeIT.publishEvents("delete", "SELECT '" + uuid + "'::uuid");
                await().atMost(LIMIT)
                        .until(() -> !reader.events("delete", uuid.toString()).isEmpty());
                await().atMost(LIMIT).until(() -> reader.comments() > 0);
            }
            assertThat(ask("/api/health-check").status()).isEqualTo(200);
            assertThat(value("cruddur_background_task_restarts_total")).isZero();
            System.out.println("Heap in use with 600 streams that read nothing: "
                    + (long) value("jvm_memory_used_bytes{area=\"heap\"}") / 1_000_000 + " MB");
        } finally {
            for (RawStream sleeper : sleepers) {
                sleeper.close();
            }
        }
        awaitNoStreams("after 600 were closed");
    }

    private static void awaitNoStreams(String when) {
        long start = System.nanoTime();
        await().atMost(LIMIT).until(() -> value("cruddur_streams_open") == 0);
        System.out.println("All permits returned "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms " + when);
    }

    private static double value(String name) throws IOException {
        return ask("/api/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static RawConnection.Answer ask(String path) throws IOException {
        return RawConnection.ask(server.uri(), "GET", path);
    }
}
