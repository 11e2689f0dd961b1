package app.cruddur.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.OpenApi;
import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tests that expired cruds and messages are in no response, and that the purge task deletes them, also if SQL inserted them. */
public class ExpiryIT extends ServerTest {

    /** The purge task runs every four seconds and deletes cruds ten seconds after they expired. */
    private static final Duration PURGE_TIMEOUT = Duration.ofSeconds(20);

    @Test
    void an_expired_crud_is_deleted_with_its_replies_likes_reposts_and_notifications() {
        UUID crud = insert("bayko", "Ending", "1 hour", "1 second");
        TestDatabase.run(
                """
                WITH reply AS (
                  INSERT INTO activities (user_uuid, message, reply_to_activity_uuid, expires_at)
                  SELECT uuid, 'Ending too, @bayko', ?, now() + interval '1 second' FROM users WHERE handle = 'andrewbrown'
                ), liked AS (
                  INSERT INTO likes (activity_uuid, user_uuid) SELECT ?, uuid FROM users WHERE handle = 'andrewbrown'
                )
                INSERT INTO reposts (activity_uuid, user_uuid) SELECT ?, uuid FROM users WHERE handle = 'andrewbrown'""",
                crud,
                crud,
                crud);
        // The crud, its reply, like and repost, and the notification of each of these.
        assertThat(countRows(crud)).isEqualTo(7);

        await().atMost(PURGE_TIMEOUT).until(() -> countRows(crud) == 0);
    }

    @Test
    void an_expired_message_is_deleted() {
        Person ann = Person.join(this, "Ann");
        String text = "For " + ann.handle();
        sendMessage(ann, Person.join(this, "Bob"), text);
        TestDatabase.run("UPDATE messages SET expires_at = now() - interval '1 hour' WHERE message = ?", text);

        await().atMost(PURGE_TIMEOUT)
                .until(() -> TestDatabase.run("SELECT 1 FROM messages WHERE message = ?", text) == null);
    }

    /** The schemas that contain the text of a crud or a message. */
    private static final Set<String> SCHEMAS =
            Set.of("ActivityFields", "AtomFeed", "ExportedCrud", "ExportedReply", "Message", "MessageGroup");

    @Test
    void expired_cruds_and_messages_are_in_no_response_of_any_operation_that_returns_them() {
        Person author = Person.join(this, "Author");
        Person reader = Person.join(this, "Reader");
        String text = "ephemeral" + author.handle();
        String crud = publish(author.handle(), text + " @" + reader.handle(), "1-hour")
                .getString("uuid");
        String reply = reply(crud, author.handle(), text + " reply").getString("uuid");
        reply(reply, reader.handle(), text + " answer");
        String group = sendMessage(author, reader, text).getString("message_group_uuid");
        List<String> operations = OpenApi.read().namesReturning(SCHEMAS).stream()
                // The response has no end. LiveUpdatesIT and StreamIT test it.
                .filter(name -> !name.equals("GET /activities/stream"))
                .toList();
        for (String operation : operations) {
            assertThat(send(operation, crud, group, author, reader, text))
                    .as(operation)
                    .contains(text);
        }

        TestDatabase.run(
                """
                WITH expiry AS (SELECT now() + interval '1 second' AS moment), cruds AS (
                  UPDATE activities SET expires_at = expiry.moment FROM expiry WHERE message LIKE ?
                )
                UPDATE messages SET expires_at = expiry.moment FROM expiry WHERE message LIKE ?""",
                text + "%",
                text + "%");
        await().until(() ->
                TestDatabase.run("SELECT 1 FROM activities WHERE uuid = CAST(? AS uuid) AND expires_at <= now()", crud)
                        != null);

        for (String operation : operations) {
            assertThat(send(operation, crud, group, author, reader, text))
                    .as(operation)
                    .doesNotContain(text);
        }
    }

    /**
     * Sends each request as the reader, who is mentioned in the crud, or as the author, if only they get it. A POST has the same
     * Idempotency-Key each time.
     */
    private String send(String operation, String crud, String group, Person author, Person reader, String text) {
        String method = operation.split(" ")[0];
        String path = operation
                .split(" /")[1]
                .replace("{uuid}", crud)
                .replace("{message_group_uuid}", group)
                .replace("{handle}", author.handle())
                .replaceFirst("search$", "search?term=" + text);
        boolean isForAuthor =
                method.equals("PATCH") || path.startsWith("users/me") || path.equals("activities/expiring");
        Person caller = isForAuthor ? author : reader;
        Entity<String> body =
                switch (operation) {
                    case "PATCH /activities/{uuid}" -> Entity.json(json("ttl", "1-hour"));
                    case "POST /messages" ->
                        Entity.json(json("message", text, "user_receiver_handle", author.handle()));
                    default -> method.equals("POST") ? Entity.json(json("message", text)) : null;
                };
        return as(caller.handle(), path)
                .header("Idempotency-Key", operation.replace(' ', ':'))
                .method(method, body)
                .readEntity(String.class);
    }

    private JsonObject sendMessage(Person from, Person to, String text) {
        return object(from.post("messages", json("message", text, "user_receiver_handle", to.handle())));
    }

    @Test
    void five_thousand_expired_cruds_are_deleted_within_twenty_seconds() {
        expire("A crowd", 5000);

        await().atMost(Duration.ofSeconds(20)).until(() -> count("A crowd") == 0);
    }

    @Test
    void the_purge_continues_after_its_connection_is_terminated() {
        TestDatabase.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cruddur-purge'");
        expire("After the cut", 10);

        await().atMost(PURGE_TIMEOUT).until(() -> count("After the cut") == 0);
    }

    /** Inserts cruds that expired an hour ago, longer than the purge task keeps them. */
    public static void expire(String message, int count) {
        TestDatabase.run(
                """
                INSERT INTO activities (user_uuid, message, created_at, expires_at)
                SELECT uuid, ?, now() - interval '2 hours', now() - interval '1 hour'
                FROM users, generate_series(1, ?)
                WHERE handle = 'bayko'""",
                message,
                count);
    }

    public static long count(String message) {
        return (Long) TestDatabase.run("SELECT count(*) FROM activities WHERE message = ?", message);
    }

    private static long countRows(UUID crud) {
        return (Long) TestDatabase.run(
                """
                WITH thread AS (SELECT uuid FROM activities WHERE ? IN (uuid, reply_to_activity_uuid))
                SELECT (SELECT count(*) FROM thread)
                  + (SELECT count(*) FROM likes WHERE activity_uuid IN (SELECT uuid FROM thread))
                  + (SELECT count(*) FROM reposts WHERE activity_uuid IN (SELECT uuid FROM thread))
                  + (SELECT count(*) FROM notifications WHERE activity_uuid IN (SELECT uuid FROM thread))""",
                crud);
    }
}
