package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
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
    void the_same_request_again_is_answered_as_the_first_and_done_once() {
        Response first = send("activities", "Once", key);
        Response second = send("activities", "Once", key);

        assertThat(second.getStatus()).isEqualTo(200);
        assertThat(second.getLocation()).isEqualTo(first.getLocation());
        assertThat(second.readEntity(String.class)).isEqualTo(first.readEntity(String.class));
        assertThat(cruds()).isEqualTo(1L);
    }

    @Test
    void twenty_at_once_make_one() throws Exception {
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        Callable<Boolean> request =
                () -> answers.add(send("activities", "At once", key).readEntity(String.class));

        atOnce(Collections.nCopies(20, request));

        assertThat(answers).hasSize(20).containsOnly(answers.get(0));
        assertThat(cruds()).isEqualTo(1L);
    }

    @Test
    void the_key_with_another_body_or_another_operation_is_refused() {
        String crud = object(send("activities", "The first", key)).getString("uuid");

        for (Response response : List.of(
                send("activities", "The second", key), send("activities/" + crud + "/reply", "The first", key))) {
            assertThat(response.getStatus()).isEqualTo(422);
            assertThat(response.readEntity(String.class)).isEqualTo("[\"idempotency_key_reused\"]");
        }
    }

    @Test
    void the_answer_outlives_the_crud() {
        String first = send("activities", "Soon gone", key).readEntity(String.class);
        TestDatabase.run(
                """
                UPDATE activities SET created_at = activities.created_at - interval '2 hours', expires_at = now() - interval '1 second'
                FROM users WHERE users.uuid = user_uuid AND users.handle = ?""",
                handle);

        assertThat(send("activities", "Soon gone", key).readEntity(String.class))
                .isEqualTo(first);
    }

    @Test
    void a_refused_request_does_not_use_its_key_up() {
        assertThat(send("activities", " ", key).getStatus()).isEqualTo(422);

        assertThat(send("activities", "Better now", key).getStatus()).isEqualTo(200);
    }

    @Test
    void a_key_is_its_callers_alone_and_lasts_a_day() {
        send("activities", "Mine", key);
        Response other = api().path("activities")
                .request()
                .header("Idempotency-Key", key)
                .post(Entity.json(json("user_handle", newUser(), "message", "Not yours", "ttl", "1-hour")));
        assertThat(other.getStatus()).isEqualTo(200);

        TestDatabase.run("UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = ?", key);
        assertThat(send("activities", "Another day", key).getStatus()).isEqualTo(200);
        assertThat(TestDatabase.run("SELECT count(*) FROM idempotency_keys WHERE key = ?", key))
                .as("the other caller's expired key was swept on the way")
                .isEqualTo(1L);
    }

    @Test
    void a_retried_reply_is_one_reply() {
        String crud = publish("bayko", "Say it once", "1-hour").getString("uuid");

        send("activities/" + crud + "/reply", "Here", key);
        send("activities/" + crud + "/reply", "Here", key);

        assertThat(object(get("activities/" + crud)).getInt("replies_count")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void a_key_that_is_none_is_refused(int length) {
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

    private Object cruds() {
        return TestDatabase.run(
                "SELECT count(*) FROM activities INNER JOIN users ON users.uuid = user_uuid WHERE handle = ?", handle);
    }
}
