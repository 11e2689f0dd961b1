package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyIT extends ServerTest {

    @Test
    void a_reply_is_listed_under_its_crud_and_counted_and_expires_with_it() {
        JsonObject crud = publish("bayko", "Who is there?", "3-hours");

        Response response = post(
                "activities/" + crud.getString("uuid") + "/reply",
                json("user_handle", "andrewbrown", "message", "Me!"));

        assertThat(response.getStatus()).isEqualTo(200);
        JsonObject reply = object(response);
        assertThat(response.getLocation().getPath()).endsWith("/api/activities/" + reply.getString("uuid"));
        assertThat(reply.getString("reply_to_activity_uuid")).isEqualTo(crud.getString("uuid"));
        assertThat(reply.getString("expires_at")).isEqualTo(crud.getString("expires_at"));
        JsonObject answered = object(get("activities/" + crud.getString("uuid")));
        assertThat(answered.getInt("replies_count")).isEqualTo(1);
        assertThat(answered.getJsonArray("replies").getJsonObject(0).getString("uuid"))
                .isEqualTo(reply.getString("uuid"));
    }

    @Test
    void a_reply_is_in_no_feed_but_can_have_replies() {
        String crud = publish("bayko", "One", "1-hour").getString("uuid");
        String reply = reply(crud, "andrewbrown", "Two").getString("uuid");

        String answer = reply(reply, "bayko", "Three").getString("uuid");

        assertThat(get("activities/home?limit=100").readEntity(String.class)).doesNotContain(answer);
        assertThat(array(get("activities/@andrewbrown?limit=100")).getValuesAs(JsonObject.class))
                .noneMatch(each -> each.getString("uuid").equals(reply));
        assertThat(object(get("activities/" + reply)).getInt("replies_count")).isEqualTo(1);
        assertThat(object(get("activities/" + crud)).getInt("replies_count")).isEqualTo(1);
    }

    @Test
    void a_reply_may_be_longer_than_a_crud() {
        String crud = publish("bayko", "Tell me all", "1-hour").getString("uuid");

        assertThat(reply(crud, "bayko", "🙂".repeat(1024)).getString("message")).hasSize(2048);
        Response tooLong =
                post("activities/" + crud + "/reply", json("user_handle", "bayko", "message", "x".repeat(1025)));
        assertThat(tooLong.getStatus()).isEqualTo(422);
        assertThat(tooLong.readEntity(String.class)).isEqualTo("[\"message_exceed_max_chars\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown|hi|[\"user_not_found\"]",
                "' '|' '|[\"user_handle_blank\",\"message_blank\"]",
            })
    void an_invalid_reply_is_rejected_and_not_counted(String handle, String message, String codes) {
        String crud = publish("bayko", "Careful now", "1-hour").getString("uuid");

        Response response = post("activities/" + crud + "/reply", json("user_handle", handle, "message", message));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
        assertThat(object(get("activities/" + crud)).getInt("replies_count")).isZero();
    }

    @Test
    void without_a_handle_in_the_body_the_caller_replies() {
        String crud = publish("bayko", "Who is there?", "1-hour").getString("uuid");

        JsonObject reply = object(
                as("andrewbrown", "activities/" + crud + "/reply").post(Entity.json(json("message", "The caller"))));

        assertThat(reply.getString("handle")).isEqualTo("andrewbrown");
    }

    @Test
    void a_reply_to_an_expired_or_unknown_crud_is_404() {
        UUID expired = insert("bayko", "Too late", "1 hour", "-1 second");

        for (String uuid : List.of(expired.toString(), UUID.randomUUID().toString(), "not-a-uuid")) {
            Response response =
                    post("activities/" + uuid + "/reply", json("user_handle", "bayko", "message", "Hello?"));
            assertThat(response.getStatus()).as(uuid).isEqualTo(404);
            assertThat(response.readEntity(String.class)).isEqualTo("[\"activity_not_found\"]");
        }
    }

    @Test
    void all_replies_can_be_read_page_by_page() {
        String crud = publish("bayko", "Count with me", "1-hour").getString("uuid");
        for (int i = 1; i <= 5; i++) {
            reply(crud, "andrewbrown", "Number " + i);
        }

        List<String> listed = new ArrayList<>();
        Response page = get("activities/" + crud + "/replies?limit=2");
        while (true) {
            array(page).getValuesAs(JsonObject.class).forEach(reply -> listed.add(reply.getString("message")));
            if (page.getLink("next") == null) {
                break;
            }
            page = client().target(home().resolve(page.getLink("next").getUri()))
                    .request()
                    .get();
        }

        assertThat(listed).containsExactly("Number 5", "Number 4", "Number 3", "Number 2", "Number 1");
        assertThat(get("activities/" + crud + "/replies?limit=0").getStatus()).isEqualTo(422);
        assertThat(get("activities/" + UUID.randomUUID() + "/replies").getStatus())
                .isEqualTo(404);
    }

    @Test
    void forty_concurrent_replies_are_all_counted() throws Exception {
        String crud = publish("bayko", "All together now", "1-hour").getString("uuid");
        List<Callable<JsonObject>> replies = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            replies.add(() -> reply(crud, "andrewbrown", "Here"));
        }

        atOnce(replies);

        assertThat(object(get("activities/" + crud)).getInt("replies_count")).isEqualTo(40);
        assertThat(TestDatabase.run(
                        "SELECT count(*) FROM activities WHERE reply_to_activity_uuid = CAST(? AS uuid)", crud))
                .isEqualTo(40L);
    }
}
