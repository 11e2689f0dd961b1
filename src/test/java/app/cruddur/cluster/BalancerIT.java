package app.cruddur.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Nginx;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cluster/nginx.conf.template} where no node can answer: what is sent again, and what nginx says by itself. */
class BalancerIT {

    private static final byte[] CRUD = "{\"user_handle\":\"bayko\"}".getBytes(StandardCharsets.UTF_8);

    /** Three nodes that die of each request: nobody can tell what they did before. */
    private static final class DyingNodes implements AutoCloseable {

        private final List<ServerSocket> entrances = new ArrayList<>();
        private final AtomicInteger reached = new AtomicInteger();

        DyingNodes() throws IOException {
            for (int i = 0; i < 3; i++) {
                ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                entrances.add(entrance);
                Thread thread = new Thread(() -> die(entrance), "dying node");
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void die(ServerSocket entrance) {
            while (!entrance.isClosed()) {
                try (Socket socket = entrance.accept()) {
                    if (socket.getInputStream().read() >= 0) {
                        reached.incrementAndGet();
                    }
                } catch (IOException e) {
                    // as it should be
                }
            }
        }

        List<URI> uris() {
            return entrances.stream()
                    .map(entrance -> URI.create("http://127.0.0.1:" + entrance.getLocalPort() + "/"))
                    .toList();
        }

        @Override
        public void close() throws IOException {
            for (ServerSocket entrance : entrances) {
                entrance.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, , 3",
        "DELETE, , 3",
        "PUT, , 3",
        "POST, Idempotency-Key: 1, 3",
        // What became of it nobody knows: it may stand in everybody's feed already.
        "POST, , 1"
    })
    void what_may_be_repeated_goes_to_every_node_and_a_post_without_a_key_to_one(String method, String key, int nodes)
            throws Exception {
        try (DyingNodes dying = new DyingNodes();
                Nginx nginx = Nginx.start(dying.uris());
                RawConnection client = new RawConnection(nginx.uri())) {
            String[] headers = key == null ? new String[0] : new String[] {key};

            Answer answer = client.send(method, "/api/activities", method.equals("GET") ? new byte[0] : CRUD, headers);

            assertUnreachable(answer);
            assertThat(dying.reached).hasValue(nodes);
        }
    }

    @Test
    void where_nobody_listens_that_is_said_at_once() throws Exception {
        DyingNodes gone = new DyingNodes();
        gone.close();
        try (Nginx nginx = Nginx.start(gone.uris())) {
            for (String path : List.of("/", "/api/activities/home", "/api/activities/stream")) {
                long start = System.nanoTime();

                assertUnreachable(RawConnection.ask(nginx.uri(), "GET", path));

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void what_nginx_refuses_by_itself_it_refuses_in_the_words_of_the_api() throws Exception {
        try (DyingNodes dying = new DyingNodes();
                Nginx nginx = Nginx.start(dying.uris());
                RawConnection client = new RawConnection(nginx.uri())) {
            Answer tooLarge = client.send("POST", "/api/activities", new byte[300_000], "Idempotency-Key: 1");
            Answer tooLong = RawConnection.ask(nginx.uri(), "GET", "/api/" + "x".repeat(40_000));
            Answer tooMuch = RawConnection.ask(nginx.uri(), "GET", "/api/", "X: " + "x".repeat(40_000));

            assertJson(tooLarge, 413, "[\"body_too_large\"]");
            assertJson(tooLong, 400, "[\"bad_request\"]");
            assertJson(tooMuch, 400, "[\"bad_request\"]");
            assertThat(dying.reached).hasValue(0);
        }
    }

    private static void assertUnreachable(Answer answer) {
        assertJson(answer, 503, "[\"unreachable\"]");
        assertThat(answer.headers().get("Retry-After")).matches("[1-9][0-9]*");
    }

    private static void assertJson(Answer answer, int status, String body) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "no-cache");
        assertThat(answer.headers().get("X-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(answer.text()).isEqualTo(body);
    }
}
