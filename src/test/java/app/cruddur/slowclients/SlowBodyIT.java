package app.cruddur.slowclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.ContractFilter;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RawSocket;
import app.cruddur.support.SeparateServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Request bodies that arrive late, in parts or never, over raw sockets. */
class SlowBodyIT {

    private static final String PATH = "/api/activities";
    private static final String CRUD = "{\"user_handle\":\"bayko\",\"message\":\"A slow crud\",\"ttl\":\"1-hour\"}";
    private static final String LENGTH = "Content-Length: " + CRUD.length();
    private static final int HELD = 184;

    @RegisterExtension
    private static final SeparateServer SERVER = new SeparateServer();

    /** The first use of the database may take longer than a request may wait for it. */
    @BeforeEach
    void warmUp() throws Exception {
        await().atMost(Duration.ofMinutes(1)).until(() -> post("127.0.0.1") == 200);
    }

    @Test
    void a_body_in_parts_is_answered_as_one_that_came_at_once() throws Exception {
        try (RawSocket client = client()) {
            client.post(PATH, LENGTH, "X-Request-Id: in-parts", "Origin: http://localhost:3000");
            for (char each : CRUD.toCharArray()) {
                client.send(String.valueOf(each));
            }

            String response = client.response();

            assertThat(response).startsWith("HTTP/1.1 200").contains("A slow crud");
            assertThat(response.toLowerCase(Locale.ROOT))
                    .contains("x-request-id: in-parts")
                    .contains("x-ratelimit-remaining: ")
                    .contains("x-content-type-options: nosniff")
                    .contains("access-control-allow-origin: http://localhost:3000");
        }
    }

    @Test
    void a_body_of_which_half_came_with_the_headers_is_read() throws Exception {
        try (RawSocket client = client()) {
            client.send("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + LENGTH
                    + "\r\n\r\n" + CRUD.substring(0, 30));
            await().until(() -> SERVER.metric("cruddur_bodies_incomplete") >= 1);
            client.send(CRUD.substring(30));

            assertThat(client.response()).startsWith("HTTP/1.1 200").contains("A slow crud");
        }
    }

    @Test
    void a_late_body_in_chunks_is_read() throws Exception {
        try (RawSocket client = client()) {
            client.post(PATH, "Transfer-Encoding: chunked")
                    .send(Integer.toHexString(CRUD.length()) + "\r\n" + CRUD + "\r\n")
                    .send("0\r\n\r\n");

            assertThat(client.response()).startsWith("HTTP/1.1 200").contains("A slow crud");
        }
    }

    @Test
    void a_late_body_is_validated() throws Exception {
        try (RawSocket client = client()) {
            client.post(PATH, "Content-Length: 2").send("{}");

            assertThat(client.response()).startsWith("HTTP/1.1 422").contains("message_blank");
        }
    }

    @Test
    void a_body_in_chunks_that_is_too_large_is_refused() throws Exception {
        try (RawSocket client = client()) {
            client.post(PATH, "Transfer-Encoding: chunked").send("4001\r\n" + " ".repeat(0x4001) + "\r\n0\r\n\r\n");

            assertThat(client.response()).startsWith("HTTP/1.1 413").contains("[\"body_too_large\"]");
        }
    }

    @Test
    void a_client_that_waits_for_100_continue_gets_it() throws Exception {
        try (RawSocket client = client()) {
            client.post(PATH, LENGTH, "Expect: 100-continue");
            assertThat(client.line()).startsWith("HTTP/1.1 100");
            while (!client.line().isBlank()) {
                // Payara 7 sends its Server header with it.
            }
            client.send(CRUD);

            assertThat(client.response()).startsWith("HTTP/1.1 200").contains("A slow crud");
        }
    }

    @Test
    void a_body_that_does_not_arrive_is_answered_with_408() throws Exception {
        try (RawSocket client = client()) {
            client.post(PATH, LENGTH, "X-Request-Id: too-late").send(CRUD.substring(0, 20));
            long start = System.nanoTime();

            String response = client.response();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(8));
            assertThat(response).startsWith("HTTP/1.1 408").contains("[\"body_timeout\"]");
            assertThat(response.toLowerCase(Locale.ROOT))
                    .contains("x-request-id: too-late")
                    .contains("connection: close");
            ContractFilter.checkRaw("POST", "/activities", response);
        }
    }

    @Test
    void a_body_that_the_client_breaks_off_is_no_error_of_the_server() throws Exception {
        double before = SERVER.metric("cruddur_client_aborts_total{part=\"body\"}");
        int length = SERVER.server().output().length();
        for (int i = 0; i < 20; i++) {
            RawSocket client = client().post(PATH, "Content-Length: 1000").send("{\"user_handle\":");
            if (i % 2 == 0) {
                client.abort();
            } else {
                client.close();
            }
        }

        // A reset that is faster than the server leaves it no request.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> SERVER.metric("cruddur_client_aborts_total{part=\"body\"}") >= before + 10);
        assertThat(SERVER.server().output().substring(length))
                .doesNotContain("Exception")
                .doesNotContain("internal_error");
    }

    @Test
    void bodies_that_one_address_holds_leave_threads_to_others() throws Exception {
        List<RawSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < HELD; i++) {
                held.add(new RawSocket(SERVER.uri(), "127.0.0.3").post(PATH, "Content-Length: 100"));
            }
            // Bodies that are refused unread: too long, and where there are only files.
            for (int i = 0; i < HELD; i++) {
                held.add(new RawSocket(SERVER.uri(), "127.0.0.3")
                        .post(i % 2 == 0 ? PATH : "/", "Content-Length: 20000"));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(RawConnection.ask(SERVER.uri(), "GET", "/api/health-check")
                                .status())
                        .isEqualTo(200);
                assertThat(post("127.0.0.2")).isEqualTo(200);
            }
            assertThat(held.get(0).response())
                    .as("the longest of too many waits")
                    .startsWith("HTTP/1.1 408")
                    .contains("[\"body_timeout\"]");
        } finally {
            for (RawSocket client : held) {
                client.close();
            }
        }
    }

    private static RawSocket client() throws Exception {
        return new RawSocket(SERVER.uri(), "127.0.0.1");
    }

    private static int post(String from) throws Exception {
        try (RawConnection connection = new RawConnection(SERVER.uri(), from)) {
            byte[] crud = CRUD.getBytes(StandardCharsets.UTF_8);
            return connection
                    .send("POST", PATH, crud, "Content-Type: application/json")
                    .status();
        }
    }
}
