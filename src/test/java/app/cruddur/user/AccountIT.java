package app.cruddur.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the export and the deletion of accounts. */
class AccountIT extends ServerTest {

    private Person ann;
    private Person bob;

    @BeforeEach
    void join() {
        ann = Person.join(this, "Leaving");
        bob = Person.join(this, "Staying");
    }

    @Test
    void an_export_contains_everything_that_has_not_expired() {
        String crud = publish(ann.handle(), "Mine", "1-hour").getString("uuid");
        String other = publish(bob.handle(), "Not mine", "1-hour").getString("uuid");
        insert(ann.handle(), "Gone", "1 hour", "-1 second");
        String reply = reply(other, ann.handle(), "My reply").getString("uuid");
        ann.put("activities/" + other + "/like", "").close();
        ann.put("activities/" + other + "/repost", "").close();
        sendMessage(ann, bob, "From Ann");
        sendMessage(bob, ann, "From Bob");

        Response response = ann.get("users/me/export");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeaderString("Content-Disposition"))
                .isEqualTo("attachment; filename=\"cruddur-" + ann.handle() + ".json\"");
        JsonObject export = object(response);
        assertThat(export.getJsonObject("profile")).isEqualTo(object(ann.get("users/me")));
        assertThat(column(export, "cruds", "uuid")).containsExactly(crud);
        assertThat(column(export, "replies", "uuid")).containsExactly(reply);
        assertThat(column(export, "likes", "uuid")).containsExactly(other);
        assertThat(column(export, "reposts", "handle")).containsExactly(bob.handle());
        assertThat(column(export, "message_groups", "handle")).containsExactly(bob.handle());
        assertThat(column(export, "message_groups", "ttl")).containsExactly("30-days");
        assertThat(column(export, "messages", "message")).containsExactly("From Bob", "From Ann");
    }

    @Test
    void an_account_of_several_portions_is_exported_and_deleted_completely() {
        TestDatabase.run(
                """
                WITH cruds AS (
                  INSERT INTO activities (user_uuid, message, likes_count, created_at, expires_at)
                  SELECT CAST(? AS uuid), n, 1, now() - n * interval '1 second', now() + interval '1 hour'
                  FROM generate_series(1, 1200) AS n
                  RETURNING uuid, user_uuid
                )
                INSERT INTO likes (user_uuid, activity_uuid) SELECT user_uuid, uuid FROM cruds""",
                ann.uuid());

        JsonObject export = object(ann.get("users/me/export"));

        assertThat(column(export, "cruds", "uuid"))
                .isEqualTo(TestDatabase.uuids("SELECT uuid FROM activities WHERE user_uuid = '" + ann.uuid()
                                + "' ORDER BY created_at DESC")
                        .stream()
                        .map(UUID::toString)
                        .toList());
        assertThat(column(export, "likes", "uuid")).doesNotHaveDuplicates().hasSize(1200);
        assertThat(leave(ann)).isEqualTo(204);
        assertThat(TestDatabase.run("SELECT count(*) FROM activities WHERE user_uuid = ?", ann.uuid()))
                .isEqualTo(0L);
    }

    @Test
    void a_deleted_account_leaves_no_row_that_names_it() throws Exception {
        String other = publish(bob.handle(), "Not mine", "1-hour").getString("uuid");
        fillAccount(other);

        assertThat(rowsThatName(ann)).isNotEmpty();
        assertThat(leave(ann)).isEqualTo(204);

        assertThat(rowsThatName(ann)).isEmpty();
        assertThat(get("users/@" + ann.handle()).getStatus()).isEqualTo(404);
        assertThat(get("activities/@" + ann.handle()).getStatus()).isEqualTo(404);
        assertThat(object(ann.get("session")).isNull("user")).isTrue();
        JsonObject crud = object(get("activities/" + other));
        assertThat(List.of(crud.getInt("likes_count"), crud.getInt("reposts_count"), crud.getInt("replies_count")))
                .containsExactly(0, 0, 0);
    }

    /** Writes a row of each kind; Bob replies, likes and sends a message. */
    private void fillAccount(String crudOfBob) {
        String crud = object(as(ann.handle(), "activities")
                        .header("Idempotency-Key", UUID.randomUUID())
                        .post(Entity.json(json("message", "Mine"))))
                .getString("uuid");
        reply(crud, bob.handle(), "A reply by Bob");
        bob.put("activities/" + crud + "/like", "").close();
        bob.put("activities/" + crud + "/repost", "").close();
        reply(crudOfBob, ann.handle(), "A reply to Bob");
        ann.put("activities/" + crudOfBob + "/like", "").close();
        ann.put("activities/" + crudOfBob + "/repost", "").close();
        sendMessage(ann, bob, "From Ann");
        sendMessage(bob, ann, "From Bob");
    }

    @Test
    void what_others_wrote_stays_when_an_account_is_deleted() throws Exception {
        String crud = publish(ann.handle(), "Discuss", "1-hour").getString("uuid");
        String first = reply(crud, bob.handle(), "Bob's reply").getString("uuid");
        String own = reply(first, ann.handle(), "Ann's answer").getString("uuid");
        String last = reply(own, bob.handle(), "Bob's last word").getString("uuid");
        String unanswered = publish(ann.handle(), "Hello?", "1-hour").getString("uuid");
        String group = sendMessage(bob, ann, "Bob's message").getString("message_group_uuid");
        sendMessage(ann, bob, "Ann's message");
        try (StreamReader stream = StreamReader.open(home())) {
            assertThat(leave(ann)).isEqualTo(204);

            await().atMost(Duration.ofSeconds(1))
                    .until(() -> !stream.events("delete", crud).isEmpty()
                            && !stream.events("delete", unanswered).isEmpty());
        }

        for (String uuid : List.of(crud, own, unanswered)) {
            assertThat(get("activities/" + uuid).getStatus()).isEqualTo(404);
            assertThat(bob.put("activities/" + uuid + "/like", "").getStatus()).isEqualTo(404);
            assertThat(bob.put("activities/" + uuid + "/repost", "").getStatus())
                    .isEqualTo(404);
            assertThat(bob.post("activities/" + uuid + "/reply", json("message", "Too late"))
                            .getStatus())
                    .isEqualTo(404);
            assertThat(as(bob.handle(), "activities/" + uuid).delete().getStatus())
                    .isEqualTo(404);
        }
        assertThat(object(get("activities/" + first)).getString("message")).isEqualTo("Bob's reply");
        assertThat(object(get("activities/" + first)).getInt("replies_count")).isZero();
        assertThat(object(get("activities/" + last)).getString("message")).isEqualTo("Bob's last word");
        assertThat(get("activities/home?limit=100").readEntity(String.class)).doesNotContain(crud);
        assertThat(array(bob.get("messages/" + group)).getValuesAs(JsonObject.class))
                .extracting(message -> message.getString("message"))
                .containsExactly("Bob's message");
        assertThat(array(bob.get("message_groups"))).isEmpty();
        assertThat(column(object(bob.get("users/me/export")), "messages", "message"))
                .containsExactly("Bob's message");
        assertThat(leave(bob)).isEqualTo(204);
        assertThat(TestDatabase.run("SELECT count(*) FROM message_groups WHERE uuid = CAST(? AS uuid)", group))
                .isEqualTo(0L);
    }

    @Test
    void repeated_and_concurrent_deletions_and_writes_are_safe() throws Exception {
        String own = publish(ann.handle(), "Going", "1-hour").getString("uuid");
        String other = publish(bob.handle(), "Still here", "1-hour").getString("uuid");
        List<Integer> statuses = new ArrayList<>();
        List<Callable<Void>> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int n = i;
            requests.add(() -> {
                Response response =
                        switch (n % 5) {
                            case 0 -> ann.post("activities", json("message", "One more"));
                            case 1 -> ann.post("activities/" + other + "/reply", json("message", "One more"));
                            case 2 -> ann.put("activities/" + other + "/like", "");
                            case 3 -> bob.post("activities/" + own + "/reply", json("message", "Do not go"));
                            default -> as(ann.handle(), "users/me").delete();
                        };
                synchronized (statuses) {
                    statuses.add(response.getStatus());
                }
                return null;
            });
        }

        atOnce(requests);

        // 404: Ann's crud is deleted; 409: the account was deleted meanwhile; 422: the author of the crud is not known
        // any more.
        assertThat(statuses).hasSize(40).isSubsetOf(200, 204, 401, 404, 409, 422);
        assertThat(leave(ann)).isEqualTo(401);
        assertThat(rowsThatName(ann)).isEmpty();
        JsonObject crud = object(get("activities/" + other));
        assertThat(List.of(crud.getInt("likes_count"), crud.getInt("replies_count")))
                .containsExactly(0, 0);
    }

    @Test
    void a_person_who_left_can_register_again() throws Exception {
        Registration person = Registration.from(Map.of(
                "sub",
                "TEST-" + ann.handle(),
                "preferred_username",
                ann.handle(),
                "name",
                "Back Again",
                "email",
                ann.handle() + "@example.com",
                "email_verified",
                "true"));
        assertThat(leave(ann)).isEqualTo(204);

        try (Connection connection = TestDatabase.connect()) {
            assertThat(RegistrationService.register(connection, person))
                    .isEqualTo(RegistrationService.Outcome.REGISTERED);
        }

        assertThat(object(ann.get("users/me")).getString("display_name")).isEqualTo("Back Again");
    }

    @Test
    void a_guest_has_no_account() {
        assertThat(get("users/me/export").getStatus()).isEqualTo(401);
        assertThat(api().path("users/me").request().delete().getStatus()).isEqualTo(401);
    }

    private int leave(Person person) {
        return as(person.handle(), "users/me").delete().getStatus();
    }

    private static JsonObject sendMessage(Person sender, Person receiver, String text) {
        return object(sender.post("messages", json("user_receiver_handle", receiver.handle(), "message", text)));
    }

    private static List<String> column(JsonObject export, String section, String name) {
        return export.getJsonArray(section).getValuesAs(JsonObject.class).stream()
                .map(row -> row.getString(name))
                .toList();
    }

    /** The tables with rows that contain the uuid, the handle, which is part of the email address and the subject, or the name. */
    private static List<String> rowsThatName(Person person) throws SQLException {
        List<String> tables = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            for (String table : tables) {
                ResultSet row = statement.executeQuery("SELECT count(*) FROM %s AS t WHERE t::text ~ '%s|%s\\M'"
                        .formatted(table, person.uuid(), person.handle()));
                row.next();
                if (row.getInt(1) > 0) {
                    found.add(table);
                }
            }
        }
        return found;
    }
}
