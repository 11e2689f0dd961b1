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
    void speak() {
        ann = Person.join(this, "Ann");
        bob = Person.join(this, "Bob");
        write(ann, bob, "Between us");
        group = write(bob, ann, "Of course").getString("message_group_uuid");
    }

    @Test
    void a_third_person_cannot_read_it_nor_learn_that_it_is_there() {
        Person eve = Person.join(this, "Eve");

        Response theirs = eve.get("messages/" + group);
        Response nobodys = eve.get("messages/00000000-0000-0000-0000-000000000000");

        assertThat(theirs.getStatus()).isEqualTo(nobodys.getStatus()).isEqualTo(404);
        assertThat(theirs.readEntity(String.class))
                .isEqualTo(nobodys.readEntity(String.class))
                .isEqualTo(NOT_FOUND);
        Response first = ann.get("messages/" + group + "?limit=1");
        assertRefused(eve.get(first.getLink("next").getUri().toString()), 404, NOT_FOUND);
        assertThat(list(eve, "message_groups")).isEmpty();
        assertThat(list(eve, "messages/@" + ann.handle())).isEmpty();
        assertThat(list(eve, "messages/@" + bob.handle())).isEmpty();
    }

    @Test
    void a_third_person_cannot_write_into_it_nor_mark_it_read() {
        Person eve = Person.join(this, "Eve");

        assertRefused(eve.post("messages", body("message", "Me too", "message_group_uuid", group)), 404, NOT_FOUND);
        eve.get("messages/" + group);

        assertThat(unread(ann, bob)).isEqualTo(1);
        assertThat(messages(list(ann, "messages/" + group))).containsExactly("Of course", "Between us");
    }

    @Test
    void whoever_talks_with_both_sees_only_their_own_words() {
        Person eve = Person.join(this, "Eve");

        JsonObject mine = write(eve, ann, "Hello from outside");

        assertThat(mine.getString("message_group_uuid")).isNotEqualTo(group);
        assertThat(list(eve, "messages/@" + ann.handle())).containsExactly(mine);
        assertThat(messages(list(eve, "message_groups"))).containsExactly("Hello from outside");
        assertThat(messages(list(bob, "message_groups"))).containsExactly("Of course");
    }

    @Test
    void without_a_caller_there_is_nothing_to_read_and_nobody_to_write_as() {
        String body = body("message", "Who am I?", "user_receiver_handle", bob.handle());

        for (String path : List.of("message_groups", "messages/" + group, "messages/@" + bob.handle())) {
            assertUnauthorized(get(path), "[\"user_missing\"]");
            assertUnauthorized(asNobody(path).get(), "[\"user_missing\"]");
        }
        assertUnauthorized(post("messages", body), "[\"user_missing\"]");
        assertUnauthorized(asNobody("messages").post(Entity.json(body)), "[\"user_missing\"]");
    }

    private Invocation.Builder asNobody(String path) {
        return api().path(path).request().header("X-Cruddur-User", "nobody");
    }

    private static void assertUnauthorized(Response response, String codes) {
        assertThat(response.getHeaderString("WWW-Authenticate")).isNull();
        assertRefused(response, 401, codes);
    }
}
