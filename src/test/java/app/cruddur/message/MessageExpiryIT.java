package app.cruddur.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the time to live of conversations. ExpiryIT tests that an expired message is in no response. */
class MessageExpiryIT extends Conversations {

    private Person ann;
    private Person bob;
    private JsonObject first;
    private String group;

    @BeforeEach
    void createConversation() {
        ann = Person.join(this, "Ann");
        bob = Person.join(this, "Bob");
        first = write(ann, bob, "First");
        group = first.getString("message_group_uuid");
    }

    @Test
    void messages_live_for_30_days_unless_a_member_changes_it_for_later_ones() {
        assertThat(settings(ann, bob)).isEqualTo("30-days");

        assertThat(object(change(bob, "PT5M")).getString("ttl")).isEqualTo("PT5M");

        JsonObject second = write(ann, bob, "Second");
        List<JsonObject> history = list(bob, "messages/" + group);
        assertThat(settings(ann, bob)).isEqualTo(settings(bob, ann)).isEqualTo("PT5M");
        assertThat(history)
                .extracting(MessageExpiryIT::life)
                .containsExactly(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofDays(30));
        assertThat(history.get(0)).isEqualTo(second);
        assertThat(history.get(2)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "7-days, 7 days",
        "1-hour, 1 hour",
        "PT90M, 90 minutes",
        "PT301S, 301 seconds",
        "PT0000300S, 5 minutes",
        "P1W, 7 days",
        "P1DT1H, 25 hours"
    })
    void a_change_is_a_message_to_both_members(String ttl, String words) {
        change(ann, ttl).close();

        JsonObject line = list(bob, "messages/" + group).get(0);
        assertThat(line.getString("handle")).isEqualTo(ann.handle());
        assertThat(line.getString("new_ttl")).isEqualTo(ttl);
        assertThat(line.getString("message")).isEqualTo("New messages expire after " + words + ".");
        assertThat(list(ann, "messages/" + group)).containsExactly(line, first);
    }

    @Test
    void a_change_is_the_latest_message_and_does_not_count_as_unread() {
        change(ann, "3-hours").close();

        JsonObject listed = list(bob, "message_groups").get(0);
        assertThat(listed.getInt("unread_count")).isEqualTo(1);
        assertThat(listed.getString("message")).isEqualTo("New messages expire after 3 hours.");
        assertThat(listed.getString("created_at"))
                .isEqualTo(list(ann, "messages/" + group).get(0).getString("created_at"));
    }

    @Test
    void the_same_duration_changes_nothing_also_if_both_members_send_it_at_once() throws Exception {
        List<Callable<Boolean>> changes = new ArrayList<>();
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 5; i++) {
            changes.add(() -> statuses.add(change(ann, "7-days").getStatus()));
            changes.add(() -> statuses.add(change(bob, "P1W").getStatus()));
        }

        atOnce(changes);

        assertThat(statuses).hasSize(10).containsOnly(200);
        assertThat(list(ann, "messages/" + group)).hasSize(2);
        assertThat(settings(ann, bob)).isIn("7-days", "P1W");
    }

    @Test
    void an_invalid_time_to_live_or_an_unknown_conversation_is_refused() {
        assertError(change(ann, ""), 422, "[\"ttl_blank\"]");
        assertError(ann.put("message_groups/" + group, "{}"), 422, "[\"ttl_blank\"]");
        assertError(change(ann, "P31D"), 422, "[\"ttl_invalid\"]");
        for (String unknown : List.of("00000000-0000-0000-0000-000000000000", "not-a-uuid")) {
            assertError(
                    ann.put("message_groups/" + unknown, body("ttl", "1-day")), 404, "[\"message_group_not_found\"]");
        }
        Person carl = Person.join(this, "Carl");
        assertError(ann.get("message_groups/@" + carl.handle()), 404, "[\"message_group_not_found\"]");
        assertError(ann.get("message_groups/@unknown"), 404, "[\"user_not_found\"]");
        assertThat(list(ann, "messages/" + group)).hasSize(1);
    }

    @Test
    void an_expired_message_is_not_the_latest_one_and_does_not_count_as_unread() {
        write(ann, bob, "Second");
        write(ann, bob, "Third");
        expire("Third");

        JsonObject listed = list(bob, "message_groups").get(0);
        assertThat(listed.getString("message")).isEqualTo("Second");
        assertThat(listed.getInt("unread_count")).isEqualTo(2);

        expire("First");
        expire("Second");
        JsonObject empty = list(bob, "message_groups").get(0);
        assertThat(List.of(empty.get("message"), empty.get("expires_at"))).containsOnly(JsonValue.NULL);
        assertThat(empty.getInt("unread_count")).isZero();
        assertThat(list(bob, "messages/@" + ann.handle())).isEmpty();
        assertThat(list(bob, "messages/" + group)).isEmpty();

        write(ann, bob, "Fourth");
        assertThat(unreadCount(bob, ann)).isEqualTo(1);
    }

    @Test
    void a_conditional_request_reveals_that_a_message_expired() {
        write(ann, bob, "Second");
        Response before = ann.get("messages/" + group);
        expire("Second");

        Response after = as(ann.handle(), "messages/" + group)
                .header("If-None-Match", before.getHeaderString("ETag"))
                .get();

        assertThat(after.getStatus()).isEqualTo(200);
        assertThat(messages(array(after).getValuesAs(JsonObject.class))).containsExactly("First");
    }

    @Test
    void repeating_the_request_of_a_message_that_expired_is_404() {
        assertThat(sendOnce().getStatus()).isEqualTo(200);
        expire("Once");

        assertError(sendOnce(), 404, "[\"message_group_not_found\"]");

        assertThat(list(ann, "messages/" + group)).hasSize(1);
    }

    @Test
    void a_message_from_before_the_upgrade_has_no_expiry() {
        TestDatabase.run(
                "UPDATE messages SET expires_at = 'infinity' WHERE uuid = CAST(? AS uuid)", first.getString("uuid"));

        assertThat(list(ann, "messages/" + group).get(0).isNull("expires_at")).isTrue();
        assertThat(list(ann, "message_groups").get(0).isNull("expires_at")).isTrue();
    }

    private Response sendOnce() {
        return as(ann.handle(), "messages")
                .header("Idempotency-Key", "once")
                .post(Entity.json(body("message", "Once", "message_group_uuid", group)));
    }

    private Response change(Person member, String ttl) {
        return member.put("message_groups/" + group, body("ttl", ttl));
    }

    private static String settings(Person reader, Person other) {
        return object(reader.get("message_groups/@" + other.handle())).getString("ttl");
    }

    private void expire(String message) {
        TestDatabase.run(
                "UPDATE messages SET expires_at = now() WHERE message_group_uuid = CAST(? AS uuid) AND message = ?",
                group,
                message);
    }

    private static Duration life(JsonObject message) {
        return Duration.between(
                OffsetDateTime.parse(message.getString("created_at")),
                OffsetDateTime.parse(message.getString("expires_at")));
    }
}
