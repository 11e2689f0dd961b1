package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalIT extends ServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"health-check", "activities/home", "activities/@andrewbrown", "activities/notifications"})
    void what_a_reader_has_already_is_not_sent_again(String path) {
        Response first = as("andrewbrown", path).get();
        String tag = first.getHeaderString("ETag");
        assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");

        Response again = as("andrewbrown", path).header("If-None-Match", tag).get();

        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.readEntity(String.class)).isEmpty();
        assertThat(again.getHeaderString("ETag")).isEqualTo(tag);
        assertThat(again.getHeaderString("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void what_has_changed_is() {
        String tag = get("activities/@bayko").getHeaderString("ETag");
        publish("bayko", "News", "1-hour");

        Response response = api().path("activities/@bayko")
                .request()
                .header("If-None-Match", tag)
                .get();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeaderString("ETag")).isNotEqualTo(tag);
    }
}
