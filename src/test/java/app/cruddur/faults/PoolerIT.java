package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.PgBouncer;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ThrowAwayDatabase;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A pooler that shares sessions would break prepared statements and lose notifications: the server does not start behind one. */
class PoolerIT {

    private static ThrowAwayDatabase postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void behind_a_pooler_in_transaction_mode_the_server_does_not_start_and_says_why() throws Exception {
        try (PgBouncer pooler = PgBouncer.start("transaction", postgres.port());
                RunningServer server = RunningServer.launch(Map.of("CONNECTION_URL", pooler.url()))) {
            await().atMost(Duration.ofMinutes(4)).until(() -> server.output()
                    .contains("Cruddur does not start: CONNECTION_URL leads to a connection pooler"));

            assertThat(served(server)).isFalse();
        }
    }

    private static boolean served(RunningServer server) {
        try {
            var request = (HttpURLConnection)
                    server.uri().resolve("api/health-check").toURL().openConnection();
            return request.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
