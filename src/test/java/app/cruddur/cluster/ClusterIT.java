package app.cruddur.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.support.ClusterContainer;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ServerTest;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Guarantees that hold on every node of a cluster; the load balancer has no sticky sessions. */
class ClusterIT extends ServerTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final List<RunningServer> nodes = ClusterContainer.cluster().nodes();

    @Test
    void every_node_serves_requests() {
        for (int i = 0; i < 30; i++) {
            get("activities/home?limit=" + (i + 1));
        }

        Set<String> answered = new HashSet<>();
        for (String request : ClusterContainer.cluster().nginx().requests()) {
            answered.add(request.replaceAll(".* by ([0-9.]+:[0-9]+).*", "$1"));
        }
        assertThat(answered)
                .containsAll(
                        nodes.stream().map(node -> node.uri().getAuthority()).toList());
    }

    @Test
    void a_caller_sees_their_new_crud_at_once_by_uuid_and_within_a_second_in_the_feeds_of_every_node() {
        for (int i = 0; i < 50; i++) {
            String uuid = publish("bayko", "Mine, number " + i, "1-hour").getString("uuid");
            long posted = System.nanoTime();

            for (RunningServer node : nodes) {
                assertThat(at(node, "activities/" + uuid).get().getStatus()).isEqualTo(200);
                for (String feed : List.of("activities/home", "activities/@bayko")) {
                    assertSeenWithinASecond(uuid, at(node, feed).header("X-Cruddur-User", "bayko"), posted);
                }
            }
        }
    }

    @Test
    void a_guest_sees_a_new_crud_on_every_node_within_a_second() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            nodes.forEach(node -> at(node, "activities/home").get(String.class));
            String uuid = publish("bayko", "For all, number " + i, "1-hour").getString("uuid");
            long posted = System.nanoTime();

            for (RunningServer node : nodes) {
                assertSeenWithinASecond(uuid, at(node, "activities/home"), posted);
            }
            millis.add(Duration.ofNanos(System.nanoTime() - posted).toMillis());
        }

        millis.sort(null);
        System.out.printf(
                "A guest sees it on the last of three nodes after %d ms (median), %d ms (the slowest of 100)%n",
                millis.get(50), millis.get(99));
    }

    @Test
    void an_idempotency_key_is_valid_on_every_node() {
        String crud = json("user_handle", "bayko", "message", "Once on three nodes", "ttl", "1-hour");
        String key = UUID.randomUUID().toString();

        Set<String> answers = new HashSet<>();
        for (RunningServer node : nodes) {
            JsonObject answer =
                    object(at(node, "activities").header("Idempotency-Key", key).post(Entity.json(crud)));
            answers.add(answer.getString("uuid"));
        }

        assertThat(answers).hasSize(1);
    }

    @Test
    void a_stream_resumes_on_another_node() throws Exception {
        for (int i = 0; i < nodes.size(); i++) {
            String id;
            try (StreamReader stream = StreamReader.open(nodes.get(i).uri())) {
                String mark = publish("bayko", "Before it breaks", "1-hour").getString("uuid");
                await().until(() -> !stream.events("update", mark).isEmpty());
                id = stream.lastId();
            }
            String missed = publish("bayko", "Without a reader", "1-hour").getString("uuid");

            RunningServer next = nodes.get((i + 1) % nodes.size());
            try (StreamReader stream = StreamReader.open(next.uri(), id)) {
                // The event may arrive twice if this node had not received it before the stream resumed; a repeated
                // update has no effect.
                await().until(() -> !stream.events("update", missed).isEmpty());
            }
        }
    }

    /** A request that starts a second after the POST must see the crud; an earlier one may. Unlike a time limit, this holds on a busy machine. */
    private static void assertSeenWithinASecond(String uuid, Invocation.Builder feed, long posted) {
        boolean mayBeOlder;
        String page;
        do {
            mayBeOlder = System.nanoTime() - posted < ONE_SECOND.toNanos();
            page = feed.get(String.class);
        } while (mayBeOlder && !page.contains(uuid));
        assertThat(page).contains(uuid);
    }

    private static Invocation.Builder at(RunningServer node, String path) {
        return client().target(node.uri().resolve("api/" + path)).request();
    }
}
