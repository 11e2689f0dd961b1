package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyIT extends ServerTest {

    private final String handle = newUser();
    private final String key = UUID.randomUUID().toString();

    @Test
    void a_repeated_request_gets_the_first_response_and_runs_once() {
        Response first = send("activities", "Once", key);
        Response second = send("activities", "Once", key);

        assertThat(second.getStatus()).isEqualTo(200);
        assertThat(second.getLocation()).isEqualTo(first.getLocation());
        assertThat(second.readEntity(String.class)).isEqualTo(first.readEntity(String.class));
        assertThat(countCruds()).isEqualTo(1L);
    }

    @Test
    void fifty_concurrent_requests_with_one_key_create_one_crud() throws Exception {
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        Callable<Boolean> request =
                () -> answers.add(send("activities", "At once", key).readEntity(String.class));

        atOnce(Collections.nCopies(50, request));

        assertThat(answers).hasSize(50).containsOnly(answers.get(0)).allMatch(answer -> answer.contains("At once"));
        assertThat(countCruds()).isEqualTo(1L);
    }

    @Test
    void concurrent_replies_with_one_key_create_and_count_one_reply() throws Exception {
        String crud = publish("bayko", "Once, please", "1-hour").getString("uuid");
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        Callable<Boolean> request = () ->
                answers.add(send("activities/" + crud + "/reply", "Me", key).readEntity(String.class));

        atOnce(Collections.nCopies(20, request));

        assertThat(answers).hasSize(20).containsOnly(answers.get(0)).allMatch(answer -> answer.contains(crud));
        assertThat(object(get("activities/" + crud)).getInt("replies_count")).isEqualTo(1);
        assertThat(countCruds()).isEqualTo(1L);
    }

    @Test
    void concurrent_messages_with_one_key_send_one_message() throws Exception {
        String text = "One of many " + key;
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        Callable<Boolean> request = () -> answers.add(message(json("user_receiver_handle", "bayko", "message", text)));

        atOnce(Collections.nCopies(20, request));

        assertThat(answers).hasSize(20).containsOnly(answers.get(0)).allMatch(answer -> answer.contains(text));
        assertThat(TestDatabase.run("SELECT count(*) FROM messages WHERE message = ?", text))
                .isEqualTo(1L);
    }

    @Test
    void a_repeated_request_sends_its_event_again() throws Exception {
        String uuid = object(send("activities", "Sent twice", key)).getString("uuid");
        try (StreamReader stream = StreamReader.open(home())) {
            send("activities", "Sent twice", key);

            await().until(() -> !stream.events("update", uuid).isEmpty());
        }
    }

    @Test
    void a_key_reused_with_another_body_or_operation_is_rejected() {
        String crud = object(send("activities", "The first", key)).getString("uuid");

        for (Response response : List.of(
                send("activities", "The second", key), send("activities/" + crud + "/reply", "The first", key))) {
            assertThat(response.getStatus()).isEqualTo(422);
            assertThat(response.readEntity(String.class)).isEqualTo("[\"idempotency_key_reused\"]");
        }
    }

    @Test
    void a_request_repeated_after_deletion_is_404_and_restores_neither_text_nor_crud() {
        String text = "Deleted " + key;
        String uuid = object(send("activities", text, key)).getString("uuid");
        assertThat(as(handle, "activities/" + uuid).delete().getStatus()).isEqualTo(204);

        Response repeated = send("activities", text, key);

        assertNotFound(repeated);
        assertThat(countCruds()).isEqualTo(0L);
        assertThat(send("activities", "Another text", key).getStatus()).isEqualTo(422);
        assertNotStoredWithKey(text);
    }

    @Test
    void a_request_repeated_after_expiry_is_404_and_its_text_is_deleted() {
        String text = "Expired " + key;
        send("activities", text, key);
        TestDatabase.run(
                """
                UPDATE activities SET created_at = activities.created_at - interval '2 hours', expires_at = now() - interval '1 minute'
                FROM users WHERE users.uuid = user_uuid AND users.handle = ?""",
                handle);

        assertNotFound(send("activities", text, key));

        await().atMost(Duration.ofSeconds(30)).until(() -> Long.valueOf(0).equals(countCruds()));
        assertNotFound(send("activities", text, key));
        assertNotStoredWithKey(text);
    }

    @Test
    void a_repeated_reply_whose_crud_was_deleted_is_404() {
        String crud = object(send("activities", "Soon gone", UUID.randomUUID().toString()))
                .getString("uuid");
        String text = "Reply " + key;
        assertThat(send("activities/" + crud + "/reply", text, key).getStatus()).isEqualTo(200);
        as(handle, "activities/" + crud).delete();

        assertNotFound(send("activities/" + crud + "/reply", text, key));
        assertNotStoredWithKey(text);
    }

    @Test
    void a_repeated_message_is_sent_once_and_its_text_is_not_stored_with_the_key() {
        String text = "Between us " + key;
        String body = json("user_receiver_handle", "bayko", "message", text);

        String first = message(body);
        String second = message(body);

        assertThat(second).isEqualTo(first).contains(text);
        assertThat(TestDatabase.run("SELECT count(*) FROM messages WHERE message = ?", text))
                .isEqualTo(1L);
        assertNotStoredWithKey(text);
    }

    private String message(String body) {
        return as(handle, "messages")
                .header("Idempotency-Key", key)
                .post(Entity.json(body))
                .readEntity(String.class);
    }

    private static void assertNotFound(Response response) {
        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"activity_not_found\"]");
    }

    private static void assertNotStoredWithKey(String text) {
        assertThat(TestDatabase.run(
                        "SELECT count(*) FROM idempotency_keys AS kept WHERE position(? IN CAST(kept AS text)) > 0",
                        text))
                .isEqualTo(0L);
    }

    @Test
    void a_rejected_request_does_not_use_up_its_key() {
        assertThat(send("activities", " ", key).getStatus()).isEqualTo(422);

        assertThat(send("activities", "Better now", key).getStatus()).isEqualTo(200);
    }

    @Test
    void a_reply_to_a_missing_crud_does_not_use_up_its_key() {
        assertNotFound(send("activities/" + UUID.randomUUID() + "/reply", "To whom?", key));

        assertThat(send("activities", "To everyone", key).getStatus()).isEqualTo(200);
    }

    @Test
    void a_key_belongs_to_its_caller_and_expires_after_a_day() {
        send("activities", "Mine", key);
        Response other = api().path("activities")
                .request()
                .header("Idempotency-Key", key)
                .post(Entity.json(json("user_handle", newUser(), "message", "Not yours", "ttl", "1-hour")));
        assertThat(other.getStatus()).isEqualTo(200);

        TestDatabase.run("UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = ?", key);
        assertThat(send("activities", "Another day", key).getStatus()).isEqualTo(200);
    }

    @Test
    void the_purge_removes_expired_keys() {
        send("activities", "Yesterday", key);
        TestDatabase.run("UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = ?", key);

        await().atMost(Duration.ofSeconds(30)).until(() -> Long.valueOf(0)
                .equals(TestDatabase.run("SELECT count(*) FROM idempotency_keys WHERE key = ?", key)));
    }

    @Test
    void a_repeated_reply_is_created_once() {
        String crud = publish("bayko", "Say it once", "1-hour").getString("uuid");

        send("activities/" + crud + "/reply", "Here", key);
        send("activities/" + crud + "/reply", "Here", key);

        assertThat(object(get("activities/" + crud)).getInt("replies_count")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void an_invalid_key_is_rejected(int length) {
        Response response = send("activities", "No", length == 0 ? "with space" : "k".repeat(length));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"idempotency_key_invalid\"]");
    }

    private Response send(String path, String message, String key) {
        String body = path.equals("activities")
                ? json("user_handle", handle, "message", message, "ttl", "1-hour")
                : json("user_handle", handle, "message", message);
        return api().path(path).request().header("Idempotency-Key", key).post(Entity.json(body));
    }

    private Object countCruds() {
        return TestDatabase.run(
                "SELECT count(*) FROM activities INNER JOIN users ON users.uuid = user_uuid WHERE handle = ?", handle);
    }
}
