package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthCheckIT extends ServerTest {

    @Test
    void a_healthy_server_returns_its_version() {
        var response = get("health-check");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-cache");
        JsonObject health = object(response);
        assertThat(health.getBoolean("success")).isTrue();
        assertThat(health.getString("version")).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(health.getString("database")).isEqualTo("up");
    }

    @Test
    void the_server_returns_503_while_its_database_is_unavailable_and_then_recovers() throws SQLException {
        try (Connection maintenance = TestDatabase.connectToMaintenance();
                Statement statement = maintenance.createStatement()) {
            statement.execute("ALTER DATABASE cruddur ALLOW_CONNECTIONS false");
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cruddur'");
            try {
                for (String path : new String[] {"health-check", "activities/home", "activities/@andrewbrown"}) {
                    var response = get(path);
                    assertThat(response.getStatus()).as(path).isEqualTo(503);
                    assertThat(response.getHeaderString("Retry-After")).as(path).matches("[1-9][0-9]*");
                    assertThat(response.readEntity(String.class)).as(path).isEqualTo("[\"database_unavailable\"]");
                }
            } finally {
                statement.execute("ALTER DATABASE cruddur ALLOW_CONNECTIONS true");
            }
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> get("health-check").getStatus() == 200);
    }
}
