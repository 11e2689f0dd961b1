package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.RunningServer;
import app.cruddur.support.ServerTest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnconfiguredIT extends ServerTest {

    @Test
    void without_an_issuer_the_server_does_not_start_and_names_the_missing_variables() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("CRUDDUR_AUTH", null);
        environment.put("AWS_COGNITO_USER_POOL_ID", "ca-central-1_CQ4wDfnwc");

        try (RunningServer server = RunningServer.launch(environment)) {
            await().atMost(Duration.ofMinutes(4))
                    .until(
                            () -> server.output()
                                    .contains(
                                            "Cruddur does not start: CRUDDUR_AUTH=jwt: not set: AWS_DEFAULT_REGION, AWS_COGNITO_USER_POOL_CLIENT_ID"));

            assertThat(isServing(server)).isFalse();
        }
    }

    private static boolean isServing(RunningServer server) {
        try {
            var request = (HttpURLConnection)
                    server.uri().resolve("api/health-check").toURL().openConnection();
            return request.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
