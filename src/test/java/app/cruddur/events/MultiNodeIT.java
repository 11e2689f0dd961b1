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

/** Tests two servers on one database. The other server publishes changes made on the first, and allows only two streams. */
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
    void a_new_crud_reaches_a_stream_of_the_other_node_within_a_second_and_usually_within_200_ms() throws Exception {
        try (StreamReader stream = openStream()) {
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
    void a_new_crud_is_in_the_feed_of_the_other_node_within_a_second_even_without_listeners() {
        for (int i = 0; i < 5; i++) {
            homeFeedOfOther();
            // Two or more: these two nodes, and servers of other tests.
            await().until(() -> StreamIT.killListeners() >= 2);
            String uuid = publish("bayko", "Read me there " + i, "1-hour").getString("uuid");

            await().atMost(Duration.ofSeconds(1)).until(() -> homeFeedOfOther().contains(uuid));
        }
    }

    @Test
    void a_like_is_in_its_readers_feed_on_the_other_node_within_a_second() {
        String author = newUser();
        String crud = publish(author, "Like me here, read me there", "1-hour").getString("uuid");
        for (boolean liked : new boolean[] {true, false, true}) {
            feedOfOther(author, "bayko");
            var like = as("bayko", "activities/" + crud + "/like");
            (liked ? like.put(Entity.json("")) : like.delete()).close();

            await().atMost(Duration.ofSeconds(1))
                    .until(() -> feedOfOther(author, "bayko").contains("\"liked\":" + liked));
            assertThat(feedOfOther(author, "andrewbrown")).contains("\"liked\":false");
        }
    }

    @Test
    void a_deleted_account_disappears_from_the_other_node_within_a_second() {
        String author = newUser();
        publish(author, "Read me while I am here", "1-hour");
        feedOfOther(author, author);
        assertThat(sessionOfOther(author)).contains(author);

        as(author, "users/me").delete().close();

        // One second, plus the time of the requests.
        await().atMost(Duration.ofSeconds(3))
                .until(() -> !sessionOfOther(author).contains(author)
                        && feedOfOther(author, "bayko").equals("[\"user_not_found\"]"));
    }

    @Test
    void a_stream_over_the_limit_is_rejected_until_another_ends() throws Exception {
        StreamReader first = openStream();
        try (StreamReader second = openStream()) {
            try (StreamReader third = StreamReader.open(other.uri())) {
                assertThat(third.status()).isEqualTo(503);
                assertThat(third.headers().get("retry-after")).matches("[0-9]+");
            }

            first.close();
            openStream().close();
            String uuid =
                    publish("bayko", "The other one is still here", "1-hour").getString("uuid");
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> !second.events("update", uuid).isEmpty());
        } finally {
            first.close();
        }
    }

    @Test
    void an_open_stream_causes_no_weld_warning() throws Exception {
        openStream().close();

        // Repeated, so that one of the few request threads that runs these is the one on which the stream began.
        for (int i = 0; i < 50; i++) {
            homeFeedOfOther();
        }
        assertThat(other.output()).doesNotContain("WELD-0007", "WELD-0002", "WELD-0003");
    }

    @Test
    void a_stream_whose_client_reads_nothing_is_closed_and_does_not_delay_others() throws Exception {
        String crud = publish("bayko", "A long story", "1-hour").getString("uuid");
        for (int i = 0; i < 3; i++) {
            reply(crud, "bayko", "\u6771".repeat(1024));
        }
        try (StreamReader reader = openStream();
                Socket unread = openUnreadStream()) {
            // Each round sends about 10 KB, which first fills the operating system's buffers of the unread connection.
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
    void two_nodes_can_purge_concurrently() {
        ExpiryIT.expire("A crowd for two", 10_000);

        await().atMost(Duration.ofSeconds(20)).until(() -> ExpiryIT.count("A crowd for two") == 0);
        assertThat(other.output()).doesNotContain("Could not purge");
    }

    /** Opens a stream on the other server. It detects a closed stream only when it sends an event; that frees a permit. */
    private StreamReader openStream() throws Exception {
        AtomicReference<StreamReader> opened = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            publish("bayko", "Is everybody here?", "1-hour");
            opened.set(StreamReader.open(other.uri()));
            return opened.get().status() == 200;
        });
        return opened.get();
    }

    /** Opens a stream of which the client reads only the status line. */
    private Socket openUnreadStream() throws Exception {
        openStream().close();
        AtomicReference<Socket> opened = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            publish("bayko", "Is everybody here?", "1-hour");
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", other.uri().getPort()));
            socket.getOutputStream()
                    .write("GET /api/activities/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            opened.set(socket);
            if (status.equals("HTTP/1.1 200")) {
                return true;
            }
            socket.close();
            return false;
        });
        return opened.get();
    }

    private static String feedOfOther(String author, String reader) {
        return client().target(other.uri())
                .path("api/activities/@" + author)
                .request()
                .header("X-Cruddur-User", reader)
                .get()
                .readEntity(String.class);
    }

    private static String sessionOfOther(String handle) {
        return client().target(other.uri())
                .path("api/session")
                .request()
                .header("X-Cruddur-User", handle)
                .get(String.class);
    }

    private static String homeFeedOfOther() {
        return client().target(other.uri())
                .path("api/activities/home")
                .request()
                .get(String.class);
    }
}
