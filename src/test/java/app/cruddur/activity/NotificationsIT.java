package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationsIT extends ServerTest {

    @Test
    void somebody_is_told_of_replies_and_mentions_by_others_newest_first() {
        String me = newUser();
        String crud = publish(me, "Who knows me? I am @" + me, "1-hour").getString("uuid");
        String reply = reply(crud, "bayko", "I do").getString("uuid");
        String both = reply(crud, "bayko", "And I say so: @" + me).getString("uuid");
        String mention = publish("andrewbrown", "Have you met @" + me.toUpperCase() + "?", "1-hour")
                .getString("uuid");
        reply(crud, me, "Thank you all");
        publish("andrewbrown", "Write to someone@" + me + " or to @" + me + "x", "1-hour");

        assertThat(told(me)).containsExactly(mention, both, reply);
    }

    @Test
    void what_is_gone_is_not_told_any_more() {
        String me = newUser();
        String mention = publish("bayko", "Hello @" + me, "1-hour").getString("uuid");
        assertThat(told(me)).containsExactly(mention);
        insert("bayko", "Too late, @" + me, "1 hour", "-1 second");

        assertThat(told(me)).containsExactly(mention);
        as("bayko", "activities/" + mention).delete();

        assertThat(told(me)).isEmpty();
    }

    @Test
    void they_come_in_pages_and_only_to_somebody() {
        String me = newUser();
        for (int i = 0; i < 3; i++) {
            publish("bayko", "Again, @" + me, "1-hour");
        }

        Response page = as(me, "activities/notifications?limit=2").get();

        assertThat(array(page)).hasSize(2);
        assertThat(page.getLink("next")).isNotNull();
        assertThat(page.getHeaderString("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(as(me, "activities/notifications?limit=0").get().getStatus()).isEqualTo(422);
        Response guest = get("activities/notifications");
        assertThat(guest.getStatus()).isEqualTo(401);
        assertThat(guest.readEntity(String.class)).isEqualTo("[\"user_missing\"]");
    }

    private List<String> told(String handle) {
        return array(as(handle, "activities/notifications").get()).getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("uuid"))
                .toList();
    }
}
