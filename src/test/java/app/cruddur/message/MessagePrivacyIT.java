package app.cruddur.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagePrivacyIT extends Conversations {

    private static final String NOT_FOUND = "[\"message_group_not_found\"]";

    private Person ann;
    private Person bob;
    private String group;

    @BeforeEach
    void createConversation() {
        ann = Person.join(this, "Ann");
        bob = Person.join(this, "Bob");
        write(ann, bob, "Between us");
        group = write(bob, ann, "Of course").getString("message_group_uuid");
    }

    @Test
    void a_third_user_can_neither_read_nor_detect_a_conversation() {
        Person eve = Person.join(this, "Eve");

        Response existingGroup = eve.get("messages/" + group);
        Response missingGroup = eve.get("messages/00000000-0000-0000-0000-000000000000");

        assertThat(existingGroup.getStatus())
                .isEqualTo(missingGroup.getStatus())
                .isEqualTo(404);
        assertThat(existingGroup.readEntity(String.class))
                .isEqualTo(missingGroup.readEntity(String.class))
                .isEqualTo(NOT_FOUND);
        Response first = ann.get("messages/" + group + "?limit=1");
        assertError(eve.get(first.getLink("next").getUri().toString()), 404, NOT_FOUND);
        assertThat(list(eve, "message_groups")).isEmpty();
        assertThat(list(eve, "messages/@" + ann.handle())).isEmpty();
        assertThat(list(eve, "messages/@" + bob.handle())).isEmpty();
    }

    @Test
    void a_third_user_can_neither_write_to_a_conversation_nor_change_it_nor_mark_it_as_read() {
        Person eve = Person.join(this, "Eve");

        assertError(eve.post("messages", body("message", "Me too", "message_group_uuid", group)), 404, NOT_FOUND);
        assertError(eve.put("message_groups/" + group, body("ttl", "PT5M")), 404, NOT_FOUND);
        assertError(eve.get("message_groups/@" + ann.handle()), 404, NOT_FOUND);
        eve.get("messages/" + group);

        assertThat(object(ann.get("message_groups/@" + bob.handle())).getString("ttl"))
                .isEqualTo("30-days");
        assertThat(unreadCount(ann, bob)).isEqualTo(1);
        assertThat(messages(list(ann, "messages/" + group))).containsExactly("Of course", "Between us");
    }

    @Test
    void a_third_user_sees_only_their_own_conversations() {
        Person eve = Person.join(this, "Eve");

        JsonObject mine = write(eve, ann, "Hello from outside");

        assertThat(mine.getString("message_group_uuid")).isNotEqualTo(group);
        assertThat(list(eve, "messages/@" + ann.handle())).containsExactly(mine);
        assertThat(messages(list(eve, "message_groups"))).containsExactly("Hello from outside");
        assertThat(messages(list(bob, "message_groups"))).containsExactly("Of course");
    }

    @Test
    void a_guest_or_unknown_user_gets_401() {
        String body = body("message", "Who am I?", "user_receiver_handle", bob.handle());

        for (String path : List.of(
                "message_groups",
                "message_groups/@" + bob.handle(),
                "messages/" + group,
                "messages/@" + bob.handle())) {
            assertUnauthorized(get(path), "[\"user_missing\"]");
            assertUnauthorized(asUnknownUser(path).get(), "[\"user_missing\"]");
        }
        assertUnauthorized(post("messages", body), "[\"user_missing\"]");
        assertUnauthorized(
                asUnknownUser("message_groups/" + group).put(Entity.json(body("ttl", "PT5M"))), "[\"user_missing\"]");
        assertUnauthorized(asUnknownUser("messages").post(Entity.json(body)), "[\"user_missing\"]");
    }

    private Invocation.Builder asUnknownUser(String path) {
        return api().path(path).request().header("X-Cruddur-User", "unknown");
    }

    private static void assertUnauthorized(Response response, String codes) {
        assertThat(response.getHeaderString("WWW-Authenticate")).isNull();
        assertError(response, 401, codes);
    }
}
