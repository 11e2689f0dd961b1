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

/** Tests {@code cluster/nginx.conf.template} when no node responds: which requests nginx retries, and the errors that it returns itself. */
class BalancerIT {

    private static final byte[] CRUD = "{\"user_handle\":\"bayko\"}".getBytes(StandardCharsets.UTF_8);

    /** Three nodes that close the connection when a request arrives, so that nginx cannot know whether they processed it. */
    private static final class DyingNodes implements AutoCloseable {

        private final List<ServerSocket> serverSockets = new ArrayList<>();
        private final AtomicInteger requests = new AtomicInteger();

        DyingNodes() throws IOException {
            for (int i = 0; i < 3; i++) {
                ServerSocket serverSocket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                serverSockets.add(serverSocket);
                Thread thread = new Thread(() -> closeConnections(serverSocket), "dying node");
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void closeConnections(ServerSocket serverSocket) {
            while (!serverSocket.isClosed()) {
                try (Socket socket = serverSocket.accept()) {
                    if (socket.getInputStream().read() >= 0) {
                        requests.incrementAndGet();
                    }
                } catch (IOException e) {
                    // Expected: a socket was closed.
                }
            }
        }

        List<URI> uris() {
            return serverSockets.stream()
                    .map(serverSocket -> URI.create("http://127.0.0.1:" + serverSocket.getLocalPort() + "/"))
                    .toList();
        }

        @Override
        public void close() throws IOException {
            for (ServerSocket serverSocket : serverSockets) {
                serverSocket.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, , 3",
        "DELETE, , 3",
        "PUT, , 3",
        "POST, Idempotency-Key: 1, 3",
        // Not retried: the first node may have created the crud.
        "POST, , 1"
    })
    void idempotent_requests_are_retried_on_every_node_but_a_post_without_a_key_is_not(
            String method, String key, int nodes) throws Exception {
        try (DyingNodes failing = new DyingNodes();
                Nginx nginx = Nginx.start(failing.uris());
                RawConnection client = new RawConnection(nginx.uri())) {
            String[] headers = key == null ? new String[0] : new String[] {key};

            Answer answer = client.send(method, "/api/activities", method.equals("GET") ? new byte[0] : CRUD, headers);

            assertUnreachable(answer);
            assertThat(failing.requests).hasValue(nodes);
        }
    }

    @Test
    void refused_connections_cause_an_immediate_503() throws Exception {
        DyingNodes stopped = new DyingNodes();
        stopped.close();
        try (Nginx nginx = Nginx.start(stopped.uris())) {
            for (String path : List.of("/", "/api/activities/home", "/api/activities/stream")) {
                long start = System.nanoTime();

                assertUnreachable(RawConnection.ask(nginx.uri(), "GET", path));

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void errors_from_nginx_have_the_format_of_the_api() throws Exception {
        try (DyingNodes failing = new DyingNodes();
                Nginx nginx = Nginx.start(failing.uris());
                RawConnection client = new RawConnection(nginx.uri())) {
            Answer tooLarge = client.send("POST", "/api/activities", new byte[300_000], "Idempotency-Key: 1");
            Answer tooLong = RawConnection.ask(nginx.uri(), "GET", "/api/" + "x".repeat(40_000));
            Answer tooMuch = RawConnection.ask(nginx.uri(), "GET", "/api/", "X: " + "x".repeat(40_000));

            assertJson(tooLarge, 413, "[\"body_too_large\"]");
            assertJson(tooLong, 400, "[\"bad_request\"]");
            assertJson(tooMuch, 400, "[\"bad_request\"]");
            assertThat(failing.requests).hasValue(0);
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
