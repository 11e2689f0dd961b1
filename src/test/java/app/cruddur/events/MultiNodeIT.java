package app.cruddur.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.expiry.ExpiryIT;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ServerTest;
import jakarta.ws.rs.client.Entity;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers on one database: what is written on one, the other tells; and one that holds but two streams. */
class MultiNodeIT extends ServerTest {

    private static RunningServer other;

    @BeforeAll
    static void start() throws Exception {
        other = RunningServer.start(Map.of("CRUDDUR_MAX_STREAMS", "2"));
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
    }

    @Test
    void what_is_posted_here_is_told_there_within_a_second_and_nearly_always_within_a_fifth() throws Exception {
        try (StreamReader stream = enter()) {
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String uuid = publish("bayko", "Number " + i, "1-hour").getString("uuid");
                long posted = System.nanoTime();
                await().atMost(Duration.ofSeconds(1))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> !stream.events("update", uuid).isEmpty());
                millis.add((stream.events("update", uuid).get(0).at() - posted) / 1_000_000);
            }

            millis.sort(null);
            assertThat(millis.get(98)).as("the 99th of %s ms", millis).isLessThan(200);
        }
    }

    @Test
    void what_is_posted_here_is_in_the_feed_there_within_a_second_though_nobody_listens() {
        for (int i = 0; i < 5; i++) {
            homeOfOther();
            // These two nodes', and those of other tests' servers.
            await().until(() -> StreamIT.killListeners() >= 2);
            String uuid = publish("bayko", "Read me there " + i, "1-hour").getString("uuid");

            await().atMost(Duration.ofSeconds(1)).until(() -> homeOfOther().contains(uuid));
        }
    }

    @Test
    void a_stream_too_many_is_refused_until_another_ends() throws Exception {
        StreamReader first = enter();
        try (StreamReader second = enter()) {
            try (StreamReader third = StreamReader.open(other.uri())) {
                assertThat(third.status()).isEqualTo(503);
                assertThat(third.headers().get("retry-after")).matches("[0-9]+");
            }

            first.close();
            enter().close();
            String uuid =
                    publish("bayko", "The other one is still here", "1-hour").getString("uuid");
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> !second.events("update", uuid).isEmpty());
        } finally {
            first.close();
        }
    }

    @Test
    void an_open_stream_is_nothing_that_the_server_warns_of() throws Exception {
        enter().close();

        // On the thread, too, on which the stream began: it is one of a few.
        for (int i = 0; i < 50; i++) {
            homeOfOther();
        }
        assertThat(other.output()).doesNotContain("WELD-0007", "WELD-0002", "WELD-0003");
    }

    @Test
    void a_reader_who_takes_nothing_is_let_go_and_nobody_waits_for_them() throws Exception {
        String crud = publish("bayko", "A long story", "1-hour").getString("uuid");
        for (int i = 0; i < 3; i++) {
            reply(crud, "bayko", "\u6771".repeat(1024));
        }
        try (StreamReader reader = enter();
                Socket sleeper = enterAsleep()) {
            // Some 10 KB a time; what the system itself keeps for the sleeper comes first.
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        long start = System.nanoTime();
                        as("andrewbrown", "activities/" + crud + "/like").put(Entity.json(""));
                        as("andrewbrown", "activities/" + crud + "/like").delete();
                        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
                        try (StreamReader next = StreamReader.open(other.uri())) {
                            return next.status() == 200;
                        }
                    });

            String uuid = publish("bayko", "Still there?", "1-hour").getString("uuid");
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> !reader.events("update", uuid).isEmpty());
        }
    }

    @Test
    void two_nodes_purge_at_once_without_being_in_each_others_way() {
        ExpiryIT.expire("A crowd for two", 10_000);

        await().atMost(Duration.ofSeconds(20)).until(() -> ExpiryIT.count("A crowd for two") == 0);
        assertThat(other.output()).doesNotContain("Could not purge");
    }

    /** A reader who vanished is missed when there is something to tell: then there is room. */
    private StreamReader enter() throws Exception {
        AtomicReference<StreamReader> in = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            publish("bayko", "Is everybody here?", "1-hour");
            in.set(StreamReader.open(other.uri()));
            return in.get().status() == 200;
        });
        return in.get();
    }

    /** Somebody who reads nothing but that they are in. */
    private Socket enterAsleep() throws Exception {
        enter().close();
        AtomicReference<Socket> in = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            publish("bayko", "Is everybody here?", "1-hour");
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", other.uri().getPort()));
            socket.getOutputStream()
                    .write("GET /api/activities/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            in.set(socket);
            if (status.equals("HTTP/1.1 200")) {
                return true;
            }
            socket.close();
            return false;
        });
        return in.get();
    }

    private static String homeOfOther() {
        return client().target(other.uri())
                .path("api/activities/home")
                .request()
                .get(String.class);
    }
}
