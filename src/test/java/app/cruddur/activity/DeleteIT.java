package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class DeleteIT extends ServerTest {

    @Test
    void an_author_deletes_a_crud_with_its_thread() {
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
    void a_deleted_reply_is_no_longer_counted() {
        String crud = publish("bayko", "One, two", "1-hour").getString("uuid");
        reply(crud, "andrewbrown", "Stays");
        String going = reply(crud, "andrewbrown", "Goes").getString("uuid");

        assertThat(as("andrewbrown", "activities/" + going).delete().getStatus())
                .isEqualTo(204);

        assertThat(object(get("activities/" + crud)).getInt("replies_count")).isEqualTo(1);
    }

    @Test
    void nobody_deletes_what_is_not_theirs_or_not_there() {
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
    void five_hundred_mixed_writes_leave_every_count_equal_to_its_rows() throws Exception {
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
            String who = people.get(random.nextInt(10));
            String path = "activities/" + cruds.get(author);
            writes.add(
                    switch (random.nextInt(7)) {
                        case 0 ->
                            () -> post("activities", json("user_handle", who, "message", "More", "ttl", "1-hour"));
                        case 1, 2 -> () -> replyAndMaybeDelete(path, who);
                        case 3 -> () -> as(who, path + "/like").put(Entity.json(""));
                        case 4 -> () -> as(who, path + "/like").delete();
                        case 5 -> () -> as(who, path + "/repost").put(Entity.json(""));
                        default ->
                            i % 50 == 0
                                    ? () -> as(people.get(author), path).delete()
                                    : () -> as(who, path + "/repost").delete();
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

    private Response replyAndMaybeDelete(String path, String who) {
        Response response = post(path + "/reply", json("user_handle", who, "message", "Quick"));
        if (response.getStatus() != 200 || who.hashCode() % 2 == 0) {
            return response;
        }
        return as(who, "activities/" + object(response).getString("uuid")).delete();
    }

    private static void assertRefused(Response response, int status, String code) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"" + code + "\"]");
    }
}
