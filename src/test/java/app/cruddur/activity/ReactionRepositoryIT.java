package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionRepositoryIT extends ServerTest {

    @Test
    void a_like_counts_once_and_can_be_removed() {
        String crud = publish("bayko", "Like me", "1-hour").getString("uuid");
        String path = "activities/" + crud + "/like";

        assertThat(put(path, "andrewbrown")).isEqualTo("{\"likes_count\":1,\"liked\":true}");
        assertThat(put(path, "andrewbrown")).isEqualTo("{\"likes_count\":1,\"liked\":true}");
        assertThat(put(path, "bayko")).isEqualTo("{\"likes_count\":2,\"liked\":true}");
        assertThat(delete(path, "andrewbrown")).isEqualTo("{\"likes_count\":1,\"liked\":false}");
        assertThat(delete(path, "andrewbrown")).isEqualTo("{\"likes_count\":1,\"liked\":false}");
    }

    @Test
    void liked_and_reposted_are_shown_to_a_user_but_not_to_a_guest() {
        String reader = newUser();
        String crud = publish("bayko", "Remember me", "1-hour").getString("uuid");
        put("activities/" + crud + "/like", reader);

        for (String path : List.of("activities/home?limit=100", "activities/@bayko?limit=100")) {
            JsonObject seen = find(array(as(reader, path).get()).getValuesAs(JsonObject.class), crud);
            assertThat(seen.getBoolean("liked")).as(path).isTrue();
            assertThat(seen.getBoolean("reposted")).as(path).isFalse();
        }
        assertThat(object(as(reader, "activities/" + crud).get()).getBoolean("liked"))
                .isTrue();
        assertThat(object(as("bayko", "activities/" + crud).get()).getBoolean("liked"))
                .isFalse();
        assertThat(object(get("activities/" + crud))).doesNotContainKeys("liked", "reposted");
        assertThat(object(as("no-such-user", "activities/" + crud).get())).doesNotContainKeys("liked", "reposted");
    }

    @Test
    void a_repost_is_in_the_reposters_feed_at_the_time_of_the_repost() {
        String reposter = newUser();
        String old = publish("bayko", "Worth repeating", "1-hour").getString("uuid");
        String own = publish(reposter, "My own", "1-hour").getString("uuid");

        assertThat(put("activities/" + old + "/repost", reposter)).isEqualTo("{\"reposts_count\":1,\"reposted\":true}");

        List<JsonObject> feed = array(get("activities/@" + reposter)).getValuesAs(JsonObject.class);
        assertThat(feed).extracting(each -> each.getString("uuid")).containsExactly(old, own);
        assertThat(feed.get(0).getString("handle")).isEqualTo("bayko");
        assertThat(feed.get(0).getString("reposted_by")).isEqualTo(reposter);
        assertThat(feed.get(1).isNull("reposted_by")).isTrue();

        Response first = get("activities/@" + reposter + "?limit=1");
        assertThat(first.getLink("next")).isNotNull();
        List<JsonObject> second = array(
                        client().target(home().resolve(first.getLink("next").getUri()))
                                .request()
                                .get())
                .getValuesAs(JsonObject.class);
        assertThat(second).extracting(each -> each.getString("uuid")).containsExactly(own);

        assertThat(delete("activities/" + old + "/repost", reposter))
                .isEqualTo("{\"reposts_count\":0,\"reposted\":false}");
        assertThat(array(get("activities/@" + reposter))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"like", "repost"})
    void only_a_known_user_can_react_and_only_to_an_unexpired_crud(String reaction) {
        UUID expired = insert("bayko", "Too late", "1 hour", "-1 second");
        String crud = publish("bayko", "Alive", "1-hour").getString("uuid");

        for (String uuid : List.of(expired.toString(), UUID.randomUUID().toString(), "not-a-uuid")) {
            for (String method : List.of("PUT", "DELETE")) {
                Response gone = send(method, as("bayko", "activities/" + uuid + "/" + reaction));
                assertThat(gone.getStatus()).isEqualTo(404);
                assertThat(gone.readEntity(String.class)).isEqualTo("[\"activity_not_found\"]");
            }
        }
        String path = "activities/" + crud + "/" + reaction;
        for (String method : List.of("PUT", "DELETE")) {
            Response guest = send(method, api().path(path).request());
            assertThat(guest.getStatus()).isEqualTo(401);
            assertThat(guest.getHeaderString("WWW-Authenticate")).isNull();
            assertThat(guest.readEntity(String.class)).isEqualTo("[\"user_missing\"]");
            Response stranger = send(method, as("unknown", path));
            assertThat(stranger.getStatus()).isEqualTo(401);
            assertThat(stranger.readEntity(String.class)).isEqualTo("[\"user_missing\"]");
        }
    }

    @Test
    void two_hundred_concurrent_likes_by_a_hundred_users_count_as_a_hundred() throws Exception {
        String crud = publish("bayko", "Everybody's darling", "1-hour").getString("uuid");
        List<String> people = IntStream.range(0, 100).mapToObj(i -> newUser()).toList();
        List<Callable<String>> likes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String handle = people.get(i % 100);
            likes.add(() -> put("activities/" + crud + "/like", handle));
        }

        atOnce(likes);

        assertThat(object(get("activities/" + crud)).getInt("likes_count")).isEqualTo(100);
        assertThat(TestDatabase.run("SELECT count(*) FROM likes WHERE activity_uuid = CAST(? AS uuid)", crud))
                .isEqualTo(100L);
    }

    private static Response send(String method, Invocation.Builder request) {
        return method.equals("PUT") ? request.put(Entity.json("")) : request.method(method);
    }

    private String put(String path, String handle) {
        Response response = as(handle, path).put(Entity.json(""));
        assertThat(response.getStatus()).isEqualTo(200);
        return response.readEntity(String.class);
    }

    private String delete(String path, String handle) {
        Response response = as(handle, path).delete();
        assertThat(response.getStatus()).isEqualTo(200);
        return response.readEntity(String.class);
    }

    private static JsonObject find(List<JsonObject> feed, String uuid) {
        return feed.stream()
                .filter(each -> each.getString("uuid").equals(uuid))
                .findFirst()
                .orElseThrow();
    }
}
