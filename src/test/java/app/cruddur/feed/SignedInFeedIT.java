package app.cruddur.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import app.cruddur.persistence.DirectRead;
import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Tests that a signed-in reader gets from the cache what the query for signed-in readers returns. */
class SignedInFeedIT extends ServerTest {

    private static final int MAX_REACTIONS_PER_PAGE = 5_000;

    private final Person reader = Person.join(this, "Reader");
    private final Person author = Person.join(this, "Author");

    @Test
    void the_page_of_each_reader_is_what_the_query_for_signed_in_readers_returns() {
        List<Person> readers =
                IntStream.range(0, 6).mapToObj(i -> Person.join(this, "Random")).toList();
        for (int i = 0; i < 25; i++) {
            UUID crud = insert(author.handle(), "\\\"}]{[ %s ☃ " + i, i + " milliseconds", "1 hour");
            if (i % 3 == 0) {
                TestDatabase.run(
                        "INSERT INTO activities (user_uuid, message, reply_to_activity_uuid, created_at, expires_at)"
                                + " VALUES (?, 'Reply', ?, now(), now() + interval '1 hour')",
                        reader.uuid(),
                        crud);
                TestDatabase.run("UPDATE activities SET replies_count = 1 WHERE uuid = ?", crud);
            }
            TestDatabase.run(
                    "INSERT INTO likes (user_uuid, activity_uuid)"
                            + " SELECT uuid, ? FROM users WHERE handle LIKE 'random\\_%' AND random() < 0.3",
                    crud);
            TestDatabase.run(
                    "INSERT INTO reposts (user_uuid, activity_uuid)"
                            + " SELECT uuid, ? FROM users WHERE handle LIKE 'random\\_%' AND random() < 0.3",
                    crud);
            TestDatabase.run(
                    "INSERT INTO likes (user_uuid, activity_uuid) SELECT users.uuid, activities.uuid FROM users, activities"
                            + " WHERE reply_to_activity_uuid = ? AND users.handle LIKE 'random\\_%' AND random() < 0.5",
                    crud);
        }

        for (Person each : readers) {
            assertSameAsQuery(each, "activities/home", "activities/home", "");
            // A user's feed has what the user reposted, too.
            assertSameAsQuery(each, "activities/@" + each.handle(), "activities/user", each.handle());
            assertSameAsQuery(each, "activities/@" + author.handle(), "activities/user", author.handle());
        }
        assertSameAsQuery(reader, "activities/home", "activities/home", "");
    }

    @Test
    void a_reply_within_a_crud_has_the_flags_of_its_reader() {
        String crud = publish(author.handle(), "Answer me", "1-hour").getString("uuid");
        reply(crud, author.handle(), "Not liked");
        String liked = reply(crud, author.handle(), "Liked []\"replies\":[]").getString("uuid");
        react("PUT", liked, "like");

        JsonObject cached = crudIn(feed(), crud);
        JsonObject queried = crudIn(reader.get("activities/@" + author.handle() + "?limit=1"), crud);

        for (JsonObject each : List.of(cached, queried, object(reader.get("activities/" + crud)))) {
            assertThat(each.getJsonArray("replies").getValuesAs(JsonObject.class))
                    .extracting(reply -> reply.getBoolean("liked"), reply -> reply.getBoolean("reposted"))
                    .containsExactly(tuple(true, false), tuple(false, false));
        }
    }

    @Test
    void a_crud_with_more_reactions_than_are_kept_has_the_flags_of_its_reader() {
        String popular =
                publish(author.handle(), "Everybody likes me", "1-hour").getString("uuid");
        TestDatabase.run(
                """
                INSERT INTO users (display_name, handle, email, cognito_user_id)
                SELECT 'Fan', 'fan_' || n, 'fan_' || n || '@example.com', 'fan-' || n FROM generate_series(1, ?) AS n
                ON CONFLICT DO NOTHING""",
                MAX_REACTIONS_PER_PAGE + 1);
        TestDatabase.run(
                "INSERT INTO likes (user_uuid, activity_uuid) SELECT uuid, ? FROM users WHERE handle LIKE 'fan\\_%'",
                UUID.fromString(popular));
        try {
            react("PUT", popular, "like");

            assertThat(crudIn(feed(), popular).getBoolean("liked")).isTrue();
            assertThat(crudIn(feed(), popular).getBoolean("reposted")).isFalse();
            assertSameAsQuery(reader, "activities/@" + author.handle(), "activities/user", author.handle());
        } finally {
            TestDatabase.run("DELETE FROM likes USING users WHERE users.uuid = user_uuid AND handle LIKE 'fan\\_%'");
            TestDatabase.run("DELETE FROM users WHERE handle LIKE 'fan\\_%'");
        }
    }

    @Test
    void readers_see_their_own_posts_likes_reposts_and_deletions_at_once() {
        for (int i = 0; i < 10; i++) {
            feed();
            String own = object(reader.post("activities", json("message", "Mine " + i, "ttl", "1-hour")))
                    .getString("uuid");
            assertThat(crudIn(reader.get("activities/home"), own).getBoolean("liked"))
                    .isFalse();
            react("PUT", own, "like");
            assertThat(crudIn(reader.get("activities/home"), own).getBoolean("liked"))
                    .isTrue();
            assertThat(crudIn(reader.get("activities/home"), own).getInt("likes_count"))
                    .isEqualTo(1);
            react("PUT", own, "repost");
            assertThat(crudIn(reader.get("activities/home"), own).getBoolean("reposted"))
                    .isTrue();
            react("DELETE", own, "like");
            assertThat(crudIn(reader.get("activities/home"), own).getBoolean("liked"))
                    .isFalse();
            react("DELETE", own, "repost");
            assertThat(crudIn(reader.get("activities/home"), own).getBoolean("reposted"))
                    .isFalse();
            as(reader.handle(), "activities/" + own).delete().close();
            assertThat(reader.get("activities/home").readEntity(String.class)).doesNotContain(own);
        }
    }

    @Test
    void a_like_inserted_by_sql_appears_within_a_second() {
        UUID crud = UUID.fromString(
                publish(author.handle(), "Like me in SQL", "1-hour").getString("uuid"));
        assertThat(crudIn(feed(), crud.toString()).getBoolean("liked")).isFalse();

        TestDatabase.run("INSERT INTO likes (user_uuid, activity_uuid) VALUES (?, ?)", reader.uuid(), crud);

        // One second, plus the time of the requests.
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMillis(1500))
                .until(() -> crudIn(feed(), crud.toString()).getBoolean("liked"));
    }

    @Test
    void an_expired_crud_is_gone_within_a_second() {
        UUID crud = insert(author.handle(), "Gone soon", "0 seconds", "2 seconds");
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();

        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(4))
                .until(() -> !feed().readEntity(String.class).contains(crud.toString()));

        assertThat(System.nanoTime() - end)
                .isBetween(-100_000_000L, Duration.ofSeconds(1).toNanos());
    }

    @Test
    void a_compressed_page_has_its_own_entity_tag() throws Exception {
        String crud = publish(author.handle(), "Compress me", "1-hour").getString("uuid");
        react("PUT", crud, "like");

        for (Person each : List.of(reader, Person.join(this, "Flagless"))) {
            HttpResponse<byte[]> plain = raw(each, "identity", null);
            HttpResponse<byte[]> gzip = raw(each, "gzip, deflate, br", null);
            String tag = gzip.headers().firstValue("ETag").orElseThrow();

            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(gzip.headers().allValues("Vary").toString()).contains("Accept-Encoding");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                    .isEqualTo(plain.body());
            assertThat(tag).isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow());
            assertThat(raw(each, "gzip", tag).statusCode()).isEqualTo(304);
        }
    }

    @Test
    void a_readers_tag_is_not_another_readers() {
        String crud = publish(author.handle(), "Tag me", "1-hour").getString("uuid");
        react("PUT", crud, "like");
        String tag = feed().getHeaderString("ETag");

        Response others = as(author.handle(), "activities/@" + author.handle())
                .header("If-None-Match", tag)
                .get();

        assertThat(others.getStatus()).isEqualTo(200);
        assertThat(crudIn(others, crud).getBoolean("liked")).isFalse();
    }

    private void assertSameAsQuery(Person each, String path, String query, String handle) {
        // Retried: a crud that expires or a change between the two reads makes them differ.
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> assertThat(
                        each.get(path).readEntity(String.class))
                .isEqualTo(new String(DirectRead.array(query, 20, each.uuid(), handle), "UTF-8")));
    }

    private Response feed() {
        return reader.get("activities/@" + author.handle());
    }

    private void react(String method, String crud, String reaction) {
        var request = as(reader.handle(), "activities/" + crud + "/" + reaction);
        Response response = method.equals("PUT") ? request.put(Entity.json("")) : request.delete();
        assertThat(response.getStatus()).isEqualTo(200);
        response.close();
    }

    private static JsonObject crudIn(Response page, String uuid) {
        return array(page).getValuesAs(JsonObject.class).stream()
                .filter(crud -> crud.getString("uuid").equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<byte[]> raw(Person each, String encoding, String tag) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(home().resolve("api/activities/@" + author.handle()))
                .header("X-Cruddur-User", each.handle())
                .header("Accept-Encoding", encoding);
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
