package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.persistence.DirectRead;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeFeedIT extends ServerTest {

    @Test
    void the_feed_shows_twenty_unexpired_cruds_newest_first() {
        Response response = get("activities/home");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getMediaType()).hasToString("application/json");
        List<JsonObject> feed = array(response).getValuesAs(JsonObject.class);
        assertThat(feed).hasSize(20);
        assertThat(feed).extracting(crud -> crud.getString("created_at")).isSortedAccordingTo((a, b) -> instant(b)
                .compareTo(instant(a)));
        assertThat(feed).allSatisfy(crud -> {
            assertThat(crud.keySet())
                    .containsExactly(
                            "uuid",
                            "display_name",
                            "handle",
                            "message",
                            "replies_count",
                            "reposts_count",
                            "likes_count",
                            "reply_to_activity_uuid",
                            "expires_at",
                            "created_at",
                            "replies");
            assertThat(instant(crud.getString("expires_at"))).isAfter(java.time.Instant.now());
            assertThat(crud.isNull("reply_to_activity_uuid")).isTrue();
        });
    }

    @Test
    void the_next_links_list_every_unexpired_crud_once_in_order_while_others_are_posted() {
        List<UUID> unexpired = TestDatabase.uuids(
                """
                SELECT uuid FROM activities
                WHERE reply_to_activity_uuid IS NULL AND expires_at > now() + interval '1 minute'
                ORDER BY created_at DESC, uuid DESC""");

        List<UUID> listed = new ArrayList<>();
        Response response = get("activities/home?limit=7");
        while (true) {
            JsonArray page = array(response);
            page.getValuesAs(JsonObject.class).forEach(crud -> listed.add(UUID.fromString(crud.getString("uuid"))));
            Link next = response.getLink("next");
            if (next == null) {
                break;
            }
            assertThat(page).hasSize(7);
            publish("bayko", "Posted between two pages", "1-hour");
            response = follow(next);
        }

        assertThat(unexpired).hasSizeGreaterThan(60);
        assertThat(listed).doesNotHaveDuplicates();
        listed.retainAll(unexpired);
        assertThat(listed).isEqualTo(unexpired);
    }

    @Test
    void a_new_crud_comes_first() {
        String uuid = publish("andrewbrown", "Look at me", "1-hour").getString("uuid");

        assertThat(array(get("activities/home?limit=1")).getJsonObject(0).getString("uuid"))
                .isEqualTo(uuid);
    }

    @Test
    void an_expired_crud_is_gone_from_every_feed() {
        UUID expiring = insert("bayko", "I have two seconds", "0 seconds", "2 seconds");
        assertThat(get("activities/" + expiring).getStatus()).isEqualTo(200);
        assertThat(body("activities/home?limit=100")).contains(expiring.toString());

        await().atMost(Duration.ofSeconds(6))
                .until(() -> get("activities/" + expiring).getStatus() == 404);

        assertThat(body("activities/" + expiring)).isEqualTo("[\"activity_not_found\"]");
        assertThat(body("activities/home?limit=100")).doesNotContain(expiring.toString());
        assertThat(body("activities/@bayko?limit=100")).doesNotContain(expiring.toString());
    }

    @Test
    void a_crud_in_a_feed_has_its_three_newest_unexpired_replies() {
        UUID crud = insert("bayko", "Who is there?", "1 second", "1 hour");
        for (int i = 1; i <= 5; i++) {
            insertReply(crud, "Reply " + i, "0." + (9 - i) + " seconds", i == 5 ? "-0.1 seconds" : "1 hour");
        }

        for (String feed : List.of("activities/home?limit=100", "activities/@bayko?limit=100")) {
            var inFeed = array(get(feed)).getValuesAs(JsonObject.class).stream()
                    .filter(each -> each.getString("uuid").equals(crud.toString()));
            assertThat(inFeed).singleElement().satisfies(each -> assertThat(messages(each))
                    .containsExactly("Reply 4", "Reply 3", "Reply 2"));
        }
        assertThat(messages(object(get("activities/" + crud))))
                .containsExactly("Reply 4", "Reply 3", "Reply 2", "Reply 1");
    }

    @Test
    void the_body_is_the_json_that_postgresql_built() throws Exception {
        // Retried: a crud that expires between the request and the direct read makes the two bodies differ.
        for (String path : List.of("activities/home?limit=100", "activities/home")) {
            int limit = path.endsWith("100") ? 100 : 20;
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(get(path).readEntity(byte[].class))
                            .isEqualTo(DirectRead.array("activities/home", limit)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0|[\"limit_invalid\"]",
                "limit=101|[\"limit_invalid\"]",
                "limit=-1|[\"limit_invalid\"]",
                "limit=ten|[\"limit_invalid\"]",
                "limit=|[\"limit_invalid\"]",
                "cursor=nonsense|[\"cursor_invalid\"]",
                "cursor=|[\"cursor_invalid\"]",
                "limit=x&cursor=y|[\"cursor_invalid\",\"limit_invalid\"]"
            })
    void an_invalid_limit_or_cursor_is_rejected(String query, String codes) {
        Response response = get("activities/home?" + query);

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
    }

    private Response follow(Link link) {
        return client().target(home().resolve(link.getUri())).request().get();
    }

    private String body(String path) {
        return get(path).readEntity(String.class);
    }

    private static List<String> messages(JsonObject crud) {
        return crud.getJsonArray("replies").getValuesAs(JsonObject.class).stream()
                .map(reply -> reply.getString("message"))
                .toList();
    }

    private static void insertReply(UUID to, String message, String age, String left) {
        TestDatabase.run(
                """
                WITH reply AS (
                  INSERT INTO activities (user_uuid, message, reply_to_activity_uuid, created_at, expires_at)
                  SELECT uuid, ?, ?, now() - CAST(? AS interval), now() + CAST(? AS interval)
                  FROM users WHERE handle = 'andrewbrown'
                )
                UPDATE activities SET replies_count = replies_count + 1 WHERE uuid = ?""",
                message,
                to,
                age,
                left,
                to);
    }

    private static java.time.Instant instant(String json) {
        assertThat(json).endsWith("+00:00");
        return java.time.OffsetDateTime.parse(json).toInstant();
    }
}
