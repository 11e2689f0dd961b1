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
                "activities/notifications/read",
                "activities/expiring",
                "activities/trends",
                "users",
                "users/me",
                "users/@andrewbrown",
                "users/@andrewbrown/short",
                "message_groups",
                "messages/@bayko"
            })
    void an_unchanged_response_is_304(String path) {
        assertNotModified(path);
    }

    @Test
    void an_unchanged_crud_reply_list_or_conversation_is_304() {
        String crud = publish("andrewbrown", "Nothing new", "1-hour").getString("uuid");
        String quiet = Person.join(this, "Quiet").handle();
        String group = object(as("andrewbrown", "messages")
                        .post(Entity.json(json("user_receiver_handle", quiet, "message", "Hush"))))
                .getString("message_group_uuid");

        assertNotModified("activities/" + crud);
        assertNotModified("activities/" + crud + "/replies");
        assertNotModified("messages/" + group);
        assertNotModified("message_groups/@" + quiet);
    }

    @Test
    void a_changed_response_is_sent_with_a_new_tag() {
        String tag = get("activities/@bayko").getHeaderString("ETag");
        publish("bayko", "News", "1-hour");

        Response response = api().path("activities/@bayko")
                .request()
                .header("If-None-Match", tag)
                .get();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeaderString("ETag")).isNotEqualTo(tag);
    }

    private void assertNotModified(String path) {
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
