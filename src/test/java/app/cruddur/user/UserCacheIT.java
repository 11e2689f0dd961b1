package app.cruddur.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests that cached callers are invalidated. */
class UserCacheIT extends ServerTest {

    @Test
    void a_renamed_caller_has_the_new_name_at_once() {
        Person person = Person.join(this, "Before");
        for (int i = 0; i < 10; i++) {
            user(person);
            person.put("users/me", json("display_name", "After " + i, "bio", ""))
                    .close();

            assertThat(user(person).getString("display_name")).isEqualTo("After " + i);
        }
    }

    @Test
    void a_caller_deleted_by_sql_is_a_guest_within_a_second() {
        Person person = Person.join(this, "Deleted");
        assertThat(user(person).getString("handle")).isEqualTo(person.handle());

        TestDatabase.run("DELETE FROM users WHERE uuid = ?", person.uuid());

        // One second, plus the time of the requests.
        await().atMost(Duration.ofSeconds(3))
                .until(() -> object(person.get("session")).isNull("user"));
        assertThat(person.get("activities/home").readEntity(String.class)).doesNotContain("\"liked\"");
        assertThat(person.get("activities/notifications").getStatus()).isEqualTo(401);
    }

    @Test
    void a_new_user_is_known_at_once() {
        String unknown = "newcomer_" + System.nanoTime() % 1_000_000_000;
        assertThat(object(as(unknown, "session").get()).isNull("user")).isTrue();

        TestDatabase.run(
                "INSERT INTO users (display_name, handle, email, cognito_user_id) VALUES ('New', ?, ?, ?)",
                unknown,
                unknown + "@example.com",
                "TEST-" + unknown);

        assertThat(object(as(unknown, "session").get()).getJsonObject("user").getString("handle"))
                .isEqualTo(unknown);
    }

    private static JsonObject user(Person person) {
        return object(person.get("session")).getJsonObject("user");
    }
}
