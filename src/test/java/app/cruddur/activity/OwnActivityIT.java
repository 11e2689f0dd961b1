package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class OwnActivityIT extends ServerTest {

    @Test
    void deleting_a_crud_deletes_its_thread() {
        String crud = publish("bayko", "Forget it", "1-hour").getString("uuid");
        String reply = reply(crud, "andrewbrown", "Forget what?").getString("uuid");
        String answer = reply(reply, "bayko", "Never mind").getString("uuid");
        as("andrewbrown", "activities/" + answer + "/like").put(Entity.json(""));

        Response response = as("bayko", "activities/" + crud).delete();

        assertThat(response.getStatus()).isEqualTo(204);
        for (String uuid : List.of(crud, reply, answer)) {
            assertThat(get("activities/" + uuid).getStatus()).isEqualTo(404);
        }
        assertThat(TestDatabase.run("SELECT count(*) FROM likes WHERE activity_uuid = CAST(? AS uuid)", answer))
                .isEqualTo(0L);
    }

    @Test
    void a_deleted_reply_is_not_counted() {
        String crud = publish("bayko", "One, two", "1-hour").getString("uuid");
        reply(crud, "andrewbrown", "Stays");
        String deleted = reply(crud, "andrewbrown", "Goes").getString("uuid");

        assertThat(as("andrewbrown", "activities/" + deleted).delete().getStatus())
                .isEqualTo(204);

        assertThat(object(get("activities/" + crud)).getInt("replies_count")).isEqualTo(1);
    }

    @Test
    void only_the_author_can_delete_an_existing_crud() {
        String crud = publish("bayko", "Mine", "1-hour").getString("uuid");
        UUID expired = insert("bayko", "Too late", "1 hour", "-1 second");

        assertRefused(as("andrewbrown", "activities/" + crud).delete(), 403, "not_the_author");
        assertRefused(api().path("activities/" + crud).request().delete(), 401, "user_missing");
        assertRefused(as("bayko", "activities/" + expired).delete(), 404, "activity_not_found");
        assertRefused(as("bayko", "activities/" + UUID.randomUUID()).delete(), 404, "activity_not_found");
        assertRefused(as("bayko", "activities/nonsense").delete(), 404, "activity_not_found");
        assertThat(get("activities/" + crud).getStatus()).isEqualTo(200);
    }

    @Test
    void a_changed_time_to_live_starts_now_and_applies_to_the_whole_thread() {
        UUID crud = insert("bayko", "Keep this", "5 days", "1 minute");
        String reply = reply(crud.toString(), "andrewbrown", "Why?").getString("uuid");
        String answer = reply(reply, "bayko", "Because").getString("uuid");

        for (String ttl : List.of("30-days", "PT5M")) {
            Response response = changeTimeToLive("bayko", crud.toString(), ttl);

            assertThat(response.getStatus()).isEqualTo(200);
            JsonObject changed = object(response);
            Instant expected = Instant.now().plus(ttl.equals("PT5M") ? Duration.ofMinutes(5) : Duration.ofDays(30));
            assertThat(expiry(changed)).isCloseTo(expected, within(30, ChronoUnit.SECONDS));
            for (String uuid : List.of(reply, answer)) {
                assertThat(expiry(object(get("activities/" + uuid)))).isEqualTo(expiry(changed));
            }
            assertThat(array(get("activities/@bayko?limit=100")).getValuesAs(JsonObject.class).stream()
                            .filter(each -> each.getString("uuid").equals(crud.toString())))
                    .singleElement()
                    .satisfies(each -> assertThat(expiry(each)).isEqualTo(expiry(changed)));
        }
    }

    @Test
    void replies_that_are_created_meanwhile_expire_with_their_crud() throws Exception {
        String crud = publish("bayko", "Reply quickly", "1-hour").getString("uuid");
        String reply = reply(crud, "andrewbrown", "First").getString("uuid");
        List<Callable<Void>> writes = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            int n = i;
            writes.add(() -> {
                int status = n % 3 == 0
                        ? changeTimeToLive("bayko", crud, "PT" + (10 + n) + "H").getStatus()
                        : post(
                                        "activities/" + (n % 3 == 1 ? crud : reply) + "/reply",
                                        json("user_handle", "bayko", "message", "Number " + n))
                                .getStatus();
                assertThat(status).isEqualTo(200);
                return null;
            });
        }

        atOnce(writes);

        assertThat(TestDatabase.run(
                        """
                        SELECT count(DISTINCT expires_at) || ' expiry of ' || count(*)
                        FROM activities
                        WHERE CAST(? AS uuid) IN (uuid, reply_to_activity_uuid) OR reply_to_activity_uuid = CAST(? AS uuid)""",
                        crud,
                        reply))
                .isEqualTo("1 expiry of 18");
    }

    @Test
    void a_changed_time_to_live_causes_an_update_event() throws Exception {
        String crud = publish("bayko", "Longer", "1-hour").getString("uuid");
        try (StreamReader stream = StreamReader.open(home())) {
            String expiresAt = object(changeTimeToLive("bayko", crud, "1-day")).getString("expires_at");

            await().atMost(Duration.ofSeconds(1)).until(() -> stream.events("update", crud).stream()
                    .anyMatch(event -> event.data().path("expires_at").asText().equals(expiresAt)));
        }
    }

    @Test
    void only_the_author_can_change_the_time_to_live_of_an_existing_crud() {
        String crud = publish("bayko", "Mine", "1-hour").getString("uuid");
        String reply = reply(crud, "bayko", "Also mine").getString("uuid");
        UUID expired = insert("bayko", "Too late", "1 hour", "-1 second");

        assertRefused(changeTimeToLive("andrewbrown", crud, "1-day"), 403, "not_the_author");
        assertRefused(changeTimeToLive("unknown", crud, "1-day"), 401, "user_missing");
        assertRefused(changeTimeToLive("bayko", expired.toString(), "1-day"), 404, "activity_not_found");
        assertRefused(changeTimeToLive("bayko", UUID.randomUUID().toString(), "1-day"), 404, "activity_not_found");
        assertRefused(changeTimeToLive("bayko", "nonsense", "1-day"), 404, "activity_not_found");
        assertRefused(changeTimeToLive("bayko", reply, "1-day"), 422, "ttl_invalid");
        assertRefused(changeTimeToLive("bayko", crud, "2-days"), 422, "ttl_invalid");
        assertRefused(changeTimeToLive("bayko", crud, " "), 422, "ttl_blank");
        assertRefused(patch("bayko", crud, "{}"), 422, "ttl_blank");
        assertRefused(patch("bayko", crud, "[]"), 400, "json_malformed");
        assertRefused(patch("bayko", crud, "{\"x\":\"" + "x".repeat(17_000) + "\"}"), 413, "body_too_large");
        assertRefused(
                as("bayko", "activities/" + crud).method("PATCH", Entity.text("1-day")), 415, "unsupported_media_type");
    }

    private Response changeTimeToLive(String handle, String uuid, String ttl) {
        return patch(handle, uuid, json("ttl", ttl));
    }

    private Response patch(String handle, String uuid, String body) {
        return as(handle, "activities/" + uuid).method("PATCH", Entity.json(body));
    }

    private static Instant expiry(JsonObject crud) {
        return OffsetDateTime.parse(crud.getString("expires_at")).toInstant();
    }

    @Test
    void after_500_mixed_writes_every_count_equals_its_rows() throws Exception {
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            people.add(newUser());
        }
        List<String> cruds = new ArrayList<>();
        for (String author : people) {
            cruds.add(publish(author, "In the thick of it", "1-hour").getString("uuid"));
        }
        long seed = System.nanoTime();
        System.out.println("five_hundred_mixed_writes: seed " + seed);
        Random random = new Random(seed);
        List<Callable<Response>> writes = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
            int i = n;
            int author = random.nextInt(10);
            String handle = people.get(random.nextInt(10));
            String path = "activities/" + cruds.get(author);
            writes.add(
                    switch (random.nextInt(7)) {
                        case 0 ->
                            () -> post("activities", json("user_handle", handle, "message", "More", "ttl", "1-hour"));
                        case 1, 2 -> () -> replyAndMaybeDelete(path, handle);
                        case 3 -> () -> as(handle, path + "/like").put(Entity.json(""));
                        case 4 -> () -> as(handle, path + "/like").delete();
                        case 5 -> () -> as(handle, path + "/repost").put(Entity.json(""));
                        default ->
                            i % 50 == 0
                                    ? () -> as(people.get(author), path).delete()
                                    : () -> as(handle, path + "/repost").delete();
                    });
        }

        List<Integer> statuses = new ArrayList<>();
        atOnce(writes.stream()
                .map(write -> (Callable<Void>) () -> {
                    int status = write.call().getStatus();
                    synchronized (statuses) {
                        statuses.add(status);
                    }
                    return null;
                })
                .toList());

        assertThat(statuses).hasSize(500).isSubsetOf(200, 204, 404);
        assertThat(
                        TestDatabase.run(
                                """
                        SELECT count(*) FROM activities AS crud
                        WHERE likes_count <> (SELECT count(*) FROM likes WHERE activity_uuid = crud.uuid)
                          OR reposts_count <> (SELECT count(*) FROM reposts WHERE activity_uuid = crud.uuid)
                          OR (message = 'In the thick of it' AND replies_count <> (
                            SELECT count(*) FROM activities WHERE reply_to_activity_uuid = crud.uuid))"""))
                .isEqualTo(0L);
    }

    private Response replyAndMaybeDelete(String path, String handle) {
        Response response = post(path + "/reply", json("user_handle", handle, "message", "Quick"));
        if (response.getStatus() != 200 || handle.hashCode() % 2 == 0) {
            return response;
        }
        return as(handle, "activities/" + object(response).getString("uuid")).delete();
    }

    private static void assertRefused(Response response, int status, String code) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"" + code + "\"]");
    }
}
