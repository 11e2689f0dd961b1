package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import app.cruddur.support.RawSocket;
import app.cruddur.support.SeparateServer;
import app.cruddur.support.Vitals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that ask for much and read nothing, from one address; the server has 512 MB of heap, and no rate limit protects it. */
class SlowReaderIT {

    private static final String FILE = "/docs/swagger-ui-bundle.js";
    private static final String GIVEN_UP = "cruddur_client_aborts_total{part=\"response\"}";
    private static final int RECEIVE_BUFFER = 2048;
    /** Megabytes: what the server needs at rest, and as much again. */
    private static final double MAX_HEAP = 350;

    @RegisterExtension
    private static final SeparateServer SERVER = new SeparateServer();

    @Test
    void files_that_are_not_read_hold_neither_threads_nor_memory() throws Exception {
        attack(120, 6, FILE);
    }

    @Test
    void pages_of_the_api_that_are_not_read_hold_neither_threads_nor_memory() throws Exception {
        SERVER.database()
                .run(
                        """
                        INSERT INTO activities (user_uuid, message, expires_at)
                        SELECT uuid, repeat('🦣', 280), now() + interval '1 hour'
                        FROM users, generate_series(1, 100)
                        WHERE handle = 'bayko'""");

        attack(24, 20, "/api/activities/home?limit=100");
    }

    @Test
    void a_reader_that_takes_its_time_gets_the_whole_file() throws Exception {
        Answer whole = RawConnection.ask(SERVER.uri(), "GET", FILE);
        try (RawSocket client = new RawSocket(SERVER.uri(), "127.0.0.1", RECEIVE_BUFFER)) {
            client.get(FILE, "Connection: close");

            assertThat(client.slowly(Duration.ofSeconds(5), whole.body().length))
                    .isEqualTo(whole.body());
        }
    }

    private static void attack(int connections, int requests, String target) throws Exception {
        double before = SERVER.metric(GIVEN_UP);
        List<RawSocket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                RawSocket client = new RawSocket(SERVER.uri(), "127.0.0.4", RECEIVE_BUFFER);
                clients.add(client);
                for (int j = 0; j < requests; j++) {
                    client.get(target);
                }
            }

            await().atMost(Duration.ofMinutes(2)).until(() -> SERVER.metric(GIVEN_UP) > before);
            for (String path : List.of("/api/health-check", "/", "/api/health-check")) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> RawConnection.ask(SERVER.uri(), "GET", path).status() == 200);
            }
            assertThat(Vitals.of(SERVER.server().process()).heap()).isLessThan(MAX_HEAP);
            assertThat(SERVER.server().output()).doesNotContain("OutOfMemoryError");
        } finally {
            for (RawSocket client : clients) {
                client.close();
            }
        }
        assertThat(SERVER.server().output()).doesNotContain("internal_error");
    }
}
