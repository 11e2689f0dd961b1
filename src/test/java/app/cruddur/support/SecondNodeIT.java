package app.cruddur.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecondNodeIT extends ServerTest {

    @Test
    void a_crud_posted_on_one_node_is_readable_on_the_other() throws Exception {
        String uuid = publish("andrewbrown", "Said on the first node", "1-hour").getString("uuid");

        try (RunningServer second = RunningServer.start(Map.of())) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(second.uri().resolve("api/activities/" + uuid))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(response.body()).contains("Said on the first node");
        }
    }
}
