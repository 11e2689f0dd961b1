package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalIT extends ServerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "health-check",
                "session",
                "activities/home",
                "activities/@andrewbrown",
                "activities/search?term=seed",
                "activities/notifications",
                "activities/trends",
                "users",
                "users/@andrewbrown",
                "users/@andrewbrown/short",
                "message_groups",
                "messages/@bayko"
            })
    void what_a_reader_has_already_is_not_sent_again(String path) {
        assertNotSentAgain(path);
    }

    @Test
    void nor_is_a_crud_or_its_replies_or_a_conversation() {
        String crud = publish("andrewbrown", "Nothing new", "1-hour").getString("uuid");
        String group = object(as("andrewbrown", "messages")
                        .post(Entity.json(json(
                                "user_receiver_handle",
                                Person.join(this, "Quiet").handle(),
                                "message",
                                "Hush"))))
                .getString("message_group_uuid");

        assertNotSentAgain("activities/" + crud);
        assertNotSentAgain("activities/" + crud + "/replies");
        assertNotSentAgain("messages/" + group);
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

    private void assertNotSentAgain(String path) {
        Response first = as("andrewbrown", path).get();
        String tag = first.getHeaderString("ETag");
        assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");

        Response again = as("andrewbrown", path).header("If-None-Match", tag).get();

        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.readEntity(String.class)).isEmpty();
        assertThat(again.getHeaderString("ETag")).isEqualTo(tag);
        assertThat(again.getHeaderString("Cache-Control")).isEqualTo("private, no-cache");
    }
}
