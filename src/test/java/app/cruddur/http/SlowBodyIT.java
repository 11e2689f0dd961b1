package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.RunningServer;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import app.cruddur.support.ServerTest;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Request bodies that arrive late, in parts or never, over raw sockets. */
class SlowBodyIT extends ServerTest {

    private static final String CRUD = "{\"user_handle\":\"bayko\",\"message\":\"A slow crud\",\"ttl\":\"1-hour\"}";
    private static final int HELD = 184;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(Map.of("CRUDDUR_METRICS", "open"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_body_in_parts_is_answered_as_one_that_came_at_once() throws Exception {
        try (Socket socket = post("127.0.0.1", CRUD.length(), "X-Request-Id: in-parts", "Origin: http://localhost:3000")) {
            for (char each : CRUD.toCharArray()) {
                send(socket, String.valueOf(each));
            }

            String answer = answer(socket);
            assertThat(answer).startsWith("HTTP/1.1 200").contains("A slow crud");
            assertThat(answer.toLowerCase())
                    .contains("x-request-id: in-parts")
                    .contains("x-ratelimit-remaining: ")
                    .contains("x-content-type-options: nosniff")
                    .contains("access-control-allow-origin: http://localhost:3000");
        }
    }

    @Test
    void a_late_body_in_chunks_is_read() throws Exception {
        try (Socket socket = connect("127.0.0.1")) {
            send(socket, head("Transfer-Encoding: chunked"));
            send(socket, Integer.toHexString(CRUD.length()) + "\r\n" + CRUD + "\r\n");
            send(socket, "0\r\n\r\n");

            assertThat(answer(socket)).startsWith("HTTP/1.1 200").contains("A slow crud");
        }
    }

    @Test
    void a_late_body_is_validated() throws Exception {
        try (Socket socket = post("127.0.0.1", 2)) {
            send(socket, "{}");

            assertThat(answer(socket)).startsWith("HTTP/1.1 422").contains("message_blank");
        }
    }

    @Test
    void a_body_in_chunks_that_is_too_large_is_refused() throws Exception {
        try (Socket socket = connect("127.0.0.1")) {
            send(socket, head("Transfer-Encoding: chunked"));
            send(socket, "4001\r\n" + " ".repeat(0x4001) + "\r\n");

            assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("[\"body_too_large\"]");
        }
    }

    @Test
    void a_client_that_waits_for_100_continue_gets_it() throws Exception {
        try (Socket socket = post("127.0.0.1", CRUD.length(), "Expect: 100-continue")) {
            assertThat(line(socket)).startsWith("HTTP/1.1 100");
            line(socket);
            send(socket, CRUD);

            assertThat(answer(socket)).startsWith("HTTP/1.1 200").contains("A slow crud");
        }
    }

    @Test
    void a_body_that_does_not_arrive_is_answered_with_408() throws Exception {
        try (Socket socket = post("127.0.0.1", CRUD.length(), "X-Request-Id: too-late")) {
            send(socket, CRUD.substring(0, 20));
            long start = System.nanoTime();

            String answer = answer(socket);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(8));
            assertThat(answer).startsWith("HTTP/1.1 408").contains("[\"body_timeout\"]");
            assertThat(answer.toLowerCase()).contains("x-request-id: too-late").contains("connection: close");
        }
    }

    @Test
    void a_body_that_the_client_breaks_off_is_no_error_of_the_server() throws Exception {
        double before = aborts();
        int length = server.output().length();
        for (int i = 0; i < 20; i++) {
            try (Socket socket = post("127.0.0.1", 1000)) {
                send(socket, "{\"user_handle\":");
                socket.setSoLinger(true, i % 2 == 0 ? 0 : 1);
            }
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> aborts() == before + 20);
        assertThat(server.output().substring(length)).isEmpty();
    }

    @Test
    void bodies_that_one_address_holds_occupy_no_thread() throws Exception {
        List<Socket> held = new ArrayList<>();
        try (RawConnection other = new RawConnection(server.uri(), "127.0.0.2")) {
            for (int i = 0; i < HELD; i++) {
                held.add(post("127.0.0.3", 100));
            }
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                assertThat(other.send("GET", "/api/health-check", new byte[0]).status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                byte[] crud = CRUD.getBytes(StandardCharsets.UTF_8);
                Answer posted = other.send("POST", "/api/activities", crud, "Content-Type: application/json");
                assertThat(posted.status()).isEqualTo(200);
            }
            // More than an address may hold are refused at once.
            assertThat(answer(held.get(HELD - 1))).startsWith("HTTP/1.1 503").contains("[\"too_many_bodies\"]");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private static double aborts() throws Exception {
        String metrics = RawConnection.ask(server.uri(), "GET", "/api/metrics").text();
        return metrics.lines()
                .filter(line -> line.startsWith("cruddur_client_aborts_total{part=\"body\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static Socket post(String from, int length, String... headers) throws Exception {
        Socket socket = connect(from);
        String all = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        send(socket, head(all + "Content-Length: " + length));
        return socket;
    }

    private static String head(String headers) {
        return "POST /api/activities HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                + "\r\n\r\n";
    }

    private static Socket connect(String from) throws Exception {
        URI uri = server.uri();
        Socket socket = new Socket(uri.getHost(), uri.getPort(), InetAddress.getByName(from), 0);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(40_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String line(Socket socket) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read(); next >= 0 && next != '\n'; next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** The head of a response and what came with it: enough of the body to know it. */
    private static String answer(Socket socket) throws Exception {
        StringBuilder answer = new StringBuilder();
        for (String line = line(socket); !line.isBlank(); line = line(socket)) {
            answer.append(line).append('\n');
        }
        byte[] body = new byte[8192];
        int count = socket.getInputStream().read(body);
        return answer + (count < 0 ? "" : new String(body, 0, count, StandardCharsets.UTF_8));
    }
}
