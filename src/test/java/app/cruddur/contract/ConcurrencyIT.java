package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.ws.rs.ProcessingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sends requests from many concurrent callers and checks that each response belongs to its request. {@code -Dstorm.seconds=…} sets the
 * duration of the mixed load. The tests print the number of requests, the slowest one and the wrong responses.
 */
class ConcurrencyIT extends ServerTest {

    private static final int CALLERS = 32;
    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("storm.seconds", 15));
    /** Behind the load balancer, a guest's feed may be stale for up to a second. */
    private static final boolean ONE_NODE = !"cluster".equals(System.getProperty("arquillian.launch"));

    private final ConcurrencyReport report = new ConcurrencyReport();
    private final List<String> people = IntStream.range(0, CALLERS)
            .mapToObj(i -> Person.join(this, "Storm").handle())
            .toList();

    /** Warm-up: a server that has just started answers slowly, and the load balancer may then return its own 503. */
    @BeforeEach
    void warmUp() {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptionsInstanceOf(ProcessingException.class)
                .until(() -> {
                    long start = System.nanoTime();
                    get("activities/home").close();
                    get("activities/@missing_0").close();
                    return System.nanoTime() - start < Duration.ofSeconds(1).toNanos();
                });
    }

    @AfterEach
    void deleteCruds() {
        TestDatabase.run(
                "DELETE FROM activities USING users WHERE users.uuid = user_uuid AND handle = ANY (?)",
                (Object) people.toArray(String[]::new));
    }

    @Test
    void guests_requesting_the_same_missing_user_each_get_their_own_response() throws Exception {
        List<ConcurrentClient> clients = clients();

        for (int round = 0; round < 40; round++) {
            ConcurrentRequest request = ConcurrentRequest.of(
                    "GET /activities/@{handle}",
                    "missing_" + ThreadLocalRandom.current().nextInt(1_000_000));
            burst(clients, client -> client.expect(404, request, "user_not_found"));
        }

        report.print("bursts on a missing user");
        assertThat(report.wrongResponses()).isEmpty();
    }

    @Test
    void callers_requesting_a_page_that_was_just_invalidated_get_the_new_one() throws Exception {
        List<ConcurrentClient> clients = clients();
        ConcurrentRequest feed = ConcurrentRequest.of("GET /activities/@{handle}", people.get(0));
        ConcurrentRequest home = ConcurrentRequest.of("GET /activities/home");

        for (int round = 0; round < 40; round++) {
            String uuid = publish(clients.get(0), people.get(0));
            ConcurrentRequest request = round % 2 == 0 ? feed : home;
            // Every second client is signed in; all share one cached page.
            burst(clients, client -> {
                int number = clients.indexOf(client);
                ConcurrentResponse page =
                        client.expect(200, number % 2 == 0 ? request : request.as(people.get(number)));
                boolean found = StreamSupport.stream(page.json().spliterator(), false)
                        .anyMatch(crud -> crud.path("uuid").asText().equals(uuid));
                client.check(found || !ONE_NODE, request, page, "without " + uuid);
            });
        }

        report.print("bursts on an invalidated page");
        assertThat(report.wrongResponses()).isEmpty();
    }

    @Test
    void every_response_belongs_to_its_request() throws Exception {
        String author = newUser();
        String popular = publish(new ConcurrentClient(home(), report), author);
        List<ConcurrentReactions> reactions = new ArrayList<>();
        List<Callable<Void>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String me = people.get(i);
            ConcurrentClient client = new ConcurrentClient(home(), report);
            ConcurrentActivities activities = new ConcurrentActivities(client, me, ONE_NODE, popular);
            ConcurrentReads reads = new ConcurrentReads(client, me, people);
            ConcurrentMessages messages =
                    new ConcurrentMessages(client, me, people.get((i + 1) % CALLERS), people.get((i + 2) % CALLERS));
            ConcurrentReactions likes = new ConcurrentReactions(client, me, popular, author, ONE_NODE);
            reactions.add(likes);
            callers.add(caller(List.of(
                    activities::publishAndRead,
                    activities::deleteAndExpectNotFound,
                    activities::changeTimeToLive,
                    () -> leave(client),
                    activities::replyAndRead,
                    activities::repeatWithSameKey,
                    likes::react,
                    activities::sendInvalid,
                    reads::home,
                    reads::userFeed,
                    reads::unknownUser,
                    reads::profiles,
                    reads::ownProfile,
                    reads::session,
                    reads::lists,
                    reads::sendToWrongPaths,
                    messages::sendAndRead,
                    messages::changeTimeToLive,
                    messages::sendInvalid)));
        }

        atOnce(callers);

        ConcurrentClient guest = new ConcurrentClient(home(), report);
        ConcurrentRequest request = ConcurrentRequest.of("GET /activities/{uuid}", popular);
        ConcurrentResponse counted = guest.expect(200, request);
        long liking = reactions.stream().filter(ConcurrentReactions::likes).count();
        long reposting = reactions.stream().filter(ConcurrentReactions::reposts).count();
        guest.check(counted.json().path("likes_count").asInt() == liking, request, counted, liking + " likes");
        guest.check(
                counted.json().path("reposts_count").asInt() == reposting, request, counted, reposting + " reposts");
        report.print("mixed requests, " + CALLERS + " callers, " + DURATION.toSeconds() + " s");
        assertThat(report.wrongResponses()).isEmpty();
        assertThat(report.operations()).containsAll(OpenApi.read().names());
    }

    /** Runs the scenarios repeatedly in random order until {@link #DURATION} has passed; each at least once. */
    private static Callable<Void> caller(List<Runnable> scenarios) {
        return () -> {
            long start = System.nanoTime();
            List<Runnable> order = new ArrayList<>(scenarios);
            do {
                Collections.shuffle(order);
                order.forEach(ConcurrencyIT::run);
            } while (System.nanoTime() - start < DURATION.toNanos());
            return null;
        };
    }

    /** Deletes the account of a new user. */
    private void leave(ConcurrentClient client) {
        String handle = newUser();
        String crud = publish(client, handle);
        ConcurrentRequest leave = ConcurrentRequest.of("DELETE /users/me");
        client.expect(401, leave, "user_missing");
        client.expect(204, leave.as(handle));
        client.expect(404, ConcurrentRequest.of("GET /activities/{uuid}", crud), "activity_not_found");
        client.expect(404, ConcurrentRequest.of("GET /users/@{handle}", handle), "user_not_found");
    }

    private static String publish(ConcurrentClient client, String handle) {
        ConcurrentRequest request = ConcurrentRequest.of("POST /activities")
                .as(handle)
                .body(json("message", "Look at this", "ttl", "1-day"));
        return client.expect(200, request).json().path("uuid").asText();
    }

    private List<ConcurrentClient> clients() {
        return IntStream.range(0, CALLERS)
                .mapToObj(i -> new ConcurrentClient(home(), report))
                .toList();
    }

    private static void burst(List<ConcurrentClient> clients, Consumer<ConcurrentClient> task) throws Exception {
        atOnce(clients.stream()
                .map(client -> (Callable<Void>) () -> {
                    run(() -> task.accept(client));
                    return null;
                })
                .toList());
    }

    private static void run(Runnable scenario) {
        try {
            scenario.run();
        } catch (ConcurrentClient.NoResponse | CompletionException e) {
            // Already in the report.
        }
    }
}
