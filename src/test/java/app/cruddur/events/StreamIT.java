package app.cruddur.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.client.Entity;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

public class StreamIT extends ServerTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_event_of_a_new_crud_has_the_json_of_the_home_feed() throws Exception {
        try (StreamReader stream = StreamReader.open(home())) {
            String uuid =
                    publish("bayko", "Hello, line\nand émoji 🙂", "1-hour").getString("uuid");

            await().atMost(ONE_SECOND)
                    .until(() -> !stream.events("update", uuid).isEmpty());
            JsonNode feed = JSON.readTree(get("activities/home?limit=100").readEntity(String.class));
            assertThat(feed).contains(stream.events("update", uuid).get(0).data());
        }
    }

    @Test
    void likes_reposts_and_replies_cause_update_events_of_the_crud() throws Exception {
        String uuid = publish("bayko", "Like me", "1-hour").getString("uuid");
        try (StreamReader stream = StreamReader.open(home())) {
            as("andrewbrown", "activities/" + uuid + "/like").put(Entity.json(""));
            awaitCount(stream, uuid, "likes_count", 1);
            as("andrewbrown", "activities/" + uuid + "/repost").put(Entity.json(""));
            awaitCount(stream, uuid, "reposts_count", 1);
            as("andrewbrown", "activities/" + uuid + "/like").delete();
            awaitCount(stream, uuid, "likes_count", 0);

            String reply = reply(uuid, "andrewbrown", "I do").getString("uuid");
            awaitCount(stream, uuid, "replies_count", 1);
            assertThat(latest(stream, uuid).at("/replies/0/uuid").asText()).isEqualTo(reply);
            reply(reply, "bayko", "Do you?");
            await().atMost(ONE_SECOND)
                    .until(() ->
                            latest(stream, uuid).at("/replies/0/replies_count").asInt() == 1);

            as("andrewbrown", "activities/" + reply).delete();
            awaitCount(stream, uuid, "replies_count", 0);
            await().atMost(ONE_SECOND)
                    .until(() -> !stream.events("delete", reply).isEmpty());
        }
    }

    @Test
    void a_deleted_crud_causes_a_delete_event() throws Exception {
        String uuid = publish("bayko", "A slip", "1-hour").getString("uuid");
        try (StreamReader stream = StreamReader.open(home())) {
            as("bayko", "activities/" + uuid).delete();

            await().atMost(ONE_SECOND)
                    .until(() -> !stream.events("delete", uuid).isEmpty());
        }
    }

    @Test
    void requests_that_fail_or_change_nothing_cause_no_events() throws Exception {
        String uuid = publish("bayko", "Once", "1-hour").getString("uuid");
        as("andrewbrown", "activities/" + uuid + "/like").put(Entity.json(""));
        String later = publish("bayko", "Before the stream", "1-hour").getString("uuid");
        try (StreamReader stream = StreamReader.open(home())) {
            as("andrewbrown", "activities/" + uuid + "/like").put(Entity.json(""));
            as("andrewbrown", "activities/" + uuid).delete();
            post("activities", json("user_handle", "nobody_here", "message", "x", "ttl", "1-hour"));

            String mark = publish("bayko", "After it all", "1-hour").getString("uuid");
            await().atMost(ONE_SECOND)
                    .until(() -> !stream.events("update", mark).isEmpty());
            assertThat(stream.events("update", uuid)).hasSizeLessThanOrEqualTo(1);
            assertThat(stream.events("delete", uuid)).isEmpty();
            assertThat(stream.events("update", later)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_crud_inserted_by_sql_causes_an_expire_event_when_it_expires() throws Exception {
        try (StreamReader stream = StreamReader.open(home())) {
            UUID uuid = insert("bayko", "Three seconds", "0 seconds", "3 seconds");
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();

            await().atMost(Duration.ofSeconds(4))
                    .until(() -> !stream.events("expire", uuid.toString()).isEmpty());
            long delayNanos = stream.events("expire", uuid.toString()).get(0).at() - end;
            assertThat(Duration.ofNanos(delayNanos)).isBetween(Duration.ofMillis(-250), Duration.ofMillis(250));
            assertThat(get("activities/" + uuid).getStatus()).isEqualTo(404);
        }
    }

    @Test
    void a_resumed_stream_sends_the_missed_events() throws Exception {
        Person author = Person.join(this, "Author");
        String liked = publish(author.handle(), "To be liked", "1-hour").getString("uuid");
        String deleted = publish(author.handle(), "To be deleted", "1-hour").getString("uuid");
        String id;
        try (StreamReader stream = StreamReader.open(home())) {
            String mark = publish("bayko", "Sent to both", "1-hour").getString("uuid");
            await().atMost(ONE_SECOND)
                    .until(() -> !stream.events("update", mark).isEmpty());
            id = stream.lastId();
        }

        String missed = publish(author.handle(), "Missed", "1-hour").getString("uuid");
        as("andrewbrown", "activities/" + liked + "/like").put(Entity.json(""));
        as(author.handle(), "activities/" + deleted).delete();

        try (StreamReader stream = StreamReader.open(home(), id)) {
            await().atMost(ONE_SECOND)
                    .until(() -> !stream.events("delete", deleted).isEmpty());
            assertThat(stream.events("update", missed)).isNotEmpty();
            assertThat(latest(stream, liked).path("likes_count").asInt()).isEqualTo(1);
            assertThat(stream.events("update", deleted)).isEmpty();

            String next = publish("bayko", "And it goes on", "1-hour").getString("uuid");
            await().atMost(ONE_SECOND)
                    .until(() -> !stream.events("update", next).isEmpty());
        }
    }

    @Test
    void a_stream_resumed_after_too_long_sends_the_newest_hundred_cruds() throws Exception {
        String newest = publish("bayko", "The newest", "1-hour").getString("uuid");
        try (StreamReader stream = StreamReader.open(home())) {
            String mark = publish("bayko", "Sent after all", "1-hour").getString("uuid");
            await().atMost(ONE_SECOND)
                    .until(() -> !stream.events("update", mark).isEmpty());
        }
        TestDatabase.run("DELETE FROM activity_events WHERE id < (SELECT max(id) FROM activity_events)");

        try (StreamReader stream = StreamReader.open(home(), "0")) {
            await().atMost(ONE_SECOND)
                    .until(() -> !stream.events("update", newest).isEmpty());
            await().atMost(ONE_SECOND).until(() -> stream.events().size() >= 60);
            assertThat(stream.events())
                    .extracting(event -> event.data().path("created_at").asText())
                    .isSorted();
        }
    }

    @Test
    void an_invalid_last_event_id_is_ignored() throws Exception {
        for (String id : List.of("nonsense", "-1", "1e3", "99999999999999999999")) {
            try (StreamReader stream = StreamReader.open(home(), id)) {
                await().atMost(ONE_SECOND).until(() -> stream.lastId() != null);
                assertThat(stream.lastId()).matches("[0-9]+");
            }
        }
    }

    @Test
    void an_open_stream_sends_a_heartbeat_every_fifteen_seconds() throws Exception {
        try (StreamReader stream = StreamReader.open(home())) {
            await().atMost(Duration.ofSeconds(16)).until(() -> stream.comments() >= 1);
            await().atMost(Duration.ofSeconds(16)).until(() -> stream.comments() >= 2);
            assertThat(stream.isOver()).isFalse();
        }
    }

    @Test
    void a_stream_allows_the_front_ends_origin_and_is_not_cached() throws Exception {
        try (StreamReader stream = StreamReader.open(home())) {
            assertThat(stream.headers())
                    .containsEntry("access-control-allow-origin", "http://localhost:3000")
                    .containsEntry("cache-control", "no-cache")
                    .containsEntry("content-type", "text/event-stream");
            assertThat(stream.headers()).doesNotContainKey("etag");
        }
    }

    @Test
    void other_methods_are_405() {
        var answer = api().path("activities/stream").request().post(Entity.json("{}"));

        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.readEntity(String.class)).isEqualTo("[\"method_not_allowed\"]");
    }

    @Test
    void a_stream_survives_the_loss_of_the_listeners_connection() throws Exception {
        try (StreamReader stream = StreamReader.open(home())) {
            assertThat(killListeners()).isPositive();
            String uuid = publish("bayko", "Received all the same", "1-hour").getString("uuid");

            await().atMost(Duration.ofSeconds(2))
                    .until(() -> !stream.events("update", uuid).isEmpty());
            assertThat(stream.isOver()).isFalse();
        }
    }

    /** Terminates the database connections of the nodes' event listeners; returns their number. */
    public static long killListeners() {
        return (Long)
                TestDatabase.run(
                        """
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE application_name = 'cruddur-listener' AND datname = current_database()""");
    }

    private static void awaitCount(StreamReader stream, String uuid, String name, int count) {
        await().atMost(ONE_SECOND).until(() -> latest(stream, uuid).path(name).asInt(-1) == count);
    }

    private static JsonNode latest(StreamReader stream, String uuid) {
        List<StreamReader.Event> events = stream.events("update", uuid);
        return events.isEmpty()
                ? JSON.missingNode()
                : events.get(events.size() - 1).data();
    }
}
