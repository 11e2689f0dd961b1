package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a cursor that the server issued is accepted, on every path that has pages. */
class CursorIT extends ServerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T18:11:03+17:00 U 2",
                "2026-11-22T18:11:03-16:30 U 2",
                "2026-11-22T18:11:03+18:00 U 2",
                "2026-11-22T18:11:03Z U 2",
                "2026-11-22T18:11:03.1234567+00:00 U 2",
                "1969-12-31T23:59:59+00:00 U 2",
                "-0044-03-15T12:00:00+00:00 U 2",
                "+10000-01-01T00:00:00+00:00 U 2",
                "+999999999-12-31T23:59:59+00:00 U 2",
                "infinity U 2",
                "-infinity U 2",
                "epoch U 2",
                "2026-11-22T18:11:03+00:00 1-1-1-1-1 2",
                "2026-11-22T18:11:03+00:00 U 0",
                "2026-11-22T18:11:03+00:00 U 99999999999",
                "2026-11-22T18:11:03+00:00 U ",
                "2026-11-22T18:11:03+00:00 U",
                ""
            })
    void a_crafted_cursor_is_422_on_every_path(String text) {
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.replace("U", "4938d077-e0ae-4120-a66b-1abb66b4f879")
                        .getBytes(StandardCharsets.UTF_8));
        String crud = publish("bayko", "Paged", "1-hour").getString("uuid");
        String group = object(as("bayko", "messages")
                        .post(Entity.json(json(
                                "message",
                                "Paged",
                                "user_receiver_handle",
                                Person.join(this, "Page").handle()))))
                .getString("message_group_uuid");

        for (String path : new String[] {
            "activities/home?",
            "activities/@bayko?",
            "activities/search?term=paged&",
            "activities/notifications?",
            "activities/" + crud + "/replies?",
            "message_groups?",
            "messages/" + group + "?",
            "messages/@andrewbrown?"
        }) {
            assertInvalid(as("bayko", path + "cursor=" + cursor).get(), path);
        }
        assertInvalid(get("activities/home?cursor=" + cursor), "guest");
    }

    private static void assertInvalid(Response response, String path) {
        assertThat(response.getStatus()).as(path).isEqualTo(422);
        assertThat(response.readEntity(String.class)).as(path).isEqualTo("[\"cursor_invalid\"]");
    }
}
