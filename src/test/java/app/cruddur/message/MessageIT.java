package app.cruddur.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIT extends Conversations {

    private Person ann;
    private Person bob;

    @BeforeEach
    void join() {
        ann = Person.join(this, "Ann");
        bob = Person.join(this, "Bob");
    }

    @Test
    void the_response_holds_the_message_as_both_members_read_it() {
        JsonObject message = write(ann, bob, "Hello, Bob");

        assertThat(message.keySet())
                .containsExactly(
                        "uuid",
                        "message_group_uuid",
                        "display_name",
                        "handle",
                        "message",
                        "new_ttl",
                        "expires_at",
                        "created_at");
        assertThat(message.getString("display_name")).isEqualTo("Ann");
        assertThat(message.getString("handle")).isEqualTo(ann.handle());
        assertThat(message.getString("message")).isEqualTo("Hello, Bob");
        assertThat(message.getString("created_at")).endsWith("+00:00");
        String group = "messages/" + message.getString("message_group_uuid");
        assertThat(list(ann, group)).containsExactly(message);
        assertThat(list(bob, group)).containsExactly(message);
    }

    @Test
    void a_conversation_can_be_read_by_uuid_or_by_the_other_users_handle() {
        String group = write(ann, bob, "Hello").getString("message_group_uuid");
        write(bob, ann, "Hello yourself");

        List<JsonObject> history = list(ann, "messages/" + group);

        assertThat(messages(history)).containsExactly("Hello yourself", "Hello");
        assertThat(history)
                .extracting(message -> message.getString("handle"))
                .containsExactly(bob.handle(), ann.handle());
        assertThat(list(ann, "messages/@" + bob.handle().toUpperCase())).isEqualTo(history);
        assertThat(list(bob, "messages/@" + ann.handle())).isEqualTo(history);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages/GROUP", "messages/@ANN"})
    void only_a_response_with_a_body_marks_messages_as_read(String template) {
        String group = write(ann, bob, "One").getString("message_group_uuid");
        String path = template.replace("GROUP", group).replace("ANN", ann.handle());

        Response head = as(bob.handle(), path).head();
        assertThat(head.getStatus()).isEqualTo(200);
        assertThat(unreadCount(bob, ann)).isEqualTo(1);

        Response conditional = as(bob.handle(), path)
                .header("If-None-Match", head.getHeaderString("ETag"))
                .get();
        assertThat(conditional.getStatus()).isEqualTo(304);
        assertThat(unreadCount(bob, ann)).isEqualTo(1);

        Response changed =
                as(bob.handle(), path).header("If-None-Match", "\"another\"").get();
        assertThat(changed.getStatus()).isEqualTo(200);
        assertThat(unreadCount(bob, ann)).isZero();
    }

    @Test
    void a_message_can_name_its_group_or_call_the_receiver_handle() {
        String group = sent(ann, body("message", "One", "handle", bob.handle())).getString("message_group_uuid");
        JsonObject answer = sent(bob, body("message", "Two", "message_group_uuid", group));
        JsonObject blank = sent(bob, body("message", "Three", "message_group_uuid", group, "user_receiver_handle", ""));

        assertThat(answer.getString("message_group_uuid")).isEqualTo(group);
        assertThat(blank.getString("message_group_uuid")).isEqualTo(group);
        assertThat(messages(list(ann, "messages/" + group))).containsExactly("Three", "Two", "One");
        assertThat(unreadCount(bob, ann)).isEqualTo(1);
    }

    @Test
    void two_users_without_messages_have_an_empty_history_and_no_group() {
        assertThat(ann.get("messages/@" + bob.handle()).readEntity(String.class))
                .isEqualTo("[]");
        assertThat(ann.get("messages/@" + ann.handle()).readEntity(String.class))
                .isEqualTo("[]");
        assertThat(ann.get("message_groups").readEntity(String.class)).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "no%20body", "%27;--", "0123456789012345678901234567890"})
    void a_history_with_an_unknown_user_is_404(String handle) {
        assertError(ann.get("messages/@" + handle), 404, "[\"user_not_found\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "not-a-uuid", "%27;--"})
    void an_unknown_group_is_404(String group) {
        assertError(ann.get("messages/" + group), 404, "[\"message_group_not_found\"]");
        assertError(
                ann.post("messages", body("message", "Anybody?", "message_group_uuid", group)),
                404,
                "[\"message_group_not_found\"]");
    }

    @Test
    void the_next_links_list_every_message_once_newest_first_while_others_arrive() {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            written.add(
                    0,
                    write(i % 3 == 0 ? bob : ann, i % 3 == 0 ? ann : bob, "Number " + i)
                            .getString("uuid"));
        }

        Response first = ann.get("messages/@" + bob.handle() + "?limit=10");
        List<JsonObject> listed = new ArrayList<>(array(first).getValuesAs(JsonObject.class));
        write(bob, ann, "Meanwhile");
        Response second = ann.get(first.getLink("next").getUri().toString());
        listed.addAll(array(second).getValuesAs(JsonObject.class));
        Response third = ann.get(second.getLink("next").getUri().toString());
        listed.addAll(array(third).getValuesAs(JsonObject.class));

        assertThat(third.getLink("next")).isNull();
        assertThat(listed).extracting(message -> message.getString("uuid")).isEqualTo(written);
        String group = "messages/" + listed.get(0).getString("message_group_uuid");
        assertThat(listAllPages(ann, group, 6)).hasSize(24).endsWith(listed.toArray(JsonObject[]::new));
        assertThat(listAllPages(ann, group, 24)).hasSize(24);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"limit=0|[\"limit_invalid\"]", "limit=x&cursor=y|[\"cursor_invalid\",\"limit_invalid\"]"})
    void an_invalid_limit_or_cursor_is_rejected(String query, String codes) {
        String group = write(ann, bob, "Hello").getString("message_group_uuid");

        for (String path : List.of("message_groups", "messages/" + group, "messages/@" + bob.handle())) {
            assertError(ann.get(path + "?" + query), 422, codes);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|[\"message_blank\",\"user_receiver_handle_blank\"]",
                "{\"message\":\" \\n\",\"user_receiver_handle\":\"BOB\"}|[\"message_blank\"]",
                "{\"message\":\"a\\u0000b\",\"user_receiver_handle\":\"BOB\"}|[\"message_invalid_chars\"]",
                "{\"message\":\"hi\"}|[\"user_receiver_handle_blank\"]",
                "{\"message\":\"hi\",\"user_receiver_handle\":\" \"}|[\"user_receiver_handle_blank\"]",
                "{\"message\":\"hi\",\"user_receiver_handle\":\"unknown\"}|[\"user_receiver_not_found\"]",
                "{\"message\":\"hi\",\"user_receiver_handle\":\"no body\"}|[\"user_receiver_not_found\"]",
                "{\"message\":\"\",\"user_receiver_handle\":\"a\\u0000\"}|[\"message_blank\",\"user_receiver_not_found\"]",
                "{\"message\":\"hi\",\"user_receiver_handle\":\"ANN\"}|[\"user_receiver_is_self\"]",
                "{\"message\":\"\",\"message_group_uuid\":\"00000000-0000-0000-0000-000000000000\"}|[\"message_blank\"]",
                "{\"message\":\"hi\",\"user_receiver_handle\":\"BOB\",\"message_group_uuid\":\"00000000-0000-0000-0000-000000000000\"}|[\"user_receiver_ambiguous\"]"
            })
    void all_validation_errors_are_returned_in_field_order_and_nothing_is_stored(String body, String codes) {
        Object before = TestDatabase.run("SELECT count(*) FROM messages");

        Response response =
                ann.post("messages", body.replace("ANN", ann.handle()).replace("BOB", bob.handle()));

        assertError(response, 422, codes);
        assertThat(TestDatabase.run("SELECT count(*) FROM messages")).isEqualTo(before);
        assertThat(list(bob, "message_groups")).isEmpty();
    }

    @Test
    void a_message_may_have_1024_emoji_but_not_1025() {
        assertThat(write(ann, bob, "🙂".repeat(1024)).getString("message")).isEqualTo("🙂".repeat(1024));

        assertError(
                ann.post("messages", body("message", "🙂".repeat(1025), "user_receiver_handle", bob.handle())),
                422,
                "[\"message_exceed_max_chars\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " Tabs\tand\nlines ",
                "\u200fשלום\u200f, \u2067שלום\u2069 ❤\ufe0f می\u200cخواهم",
                "<b>not bold</b>",
                "'; DROP TABLE users; --",
                "?1 :name ::text",
                "漢字 👩‍👩‍👧‍👦"
            })
    void a_message_is_returned_unchanged(String message) {
        assertThat(write(ann, bob, message).getString("message")).isEqualTo(message);
    }

    @Test
    void a_message_that_cannot_be_stored_creates_neither_a_group_nor_an_unread_count() {
        write(ann, bob, "Before");
        Person carl = Person.join(this, "Carl");
        TestDatabase.run("ALTER TABLE messages ADD CONSTRAINT away CHECK (message <> 'Lost')");
        try {
            for (Person to : List.of(bob, carl)) {
                Response response = ann.post("messages", body("message", "Lost", "user_receiver_handle", to.handle()));
                assertThat(response.getStatus()).isGreaterThanOrEqualTo(400);
            }
        } finally {
            TestDatabase.run("ALTER TABLE messages DROP CONSTRAINT away");
        }

        assertThat(list(carl, "message_groups")).isEmpty();
        assertThat(unreadCount(bob, ann)).isEqualTo(1);
        assertThat(messages(list(ann, "message_groups"))).containsExactly("Before");
    }

    @Test
    void a_conversation_keeps_its_order_when_the_database_clock_is_set_back() {
        UUID group = UUID.fromString(write(ann, bob, "First").getString("message_group_uuid"));
        TestDatabase.run(
                """
                WITH later AS (UPDATE message_groups SET latest_message_at = now() + interval '1 hour' WHERE uuid = ?)
                UPDATE messages SET created_at = now() + interval '1 hour' WHERE message_group_uuid = ?""",
                group,
                group);

        write(bob, ann, "Second");
        write(ann, bob, "Third");

        assertThat(messages(list(ann, "messages/" + group))).containsExactly("Third", "Second", "First");
        assertThat(messages(list(ann, "message_groups"))).containsExactly("Third");
    }
}
