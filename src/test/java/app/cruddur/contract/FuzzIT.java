package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.ws.rs.client.Entity;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Sends random paths, queries, headers and bodies to every operation of {@code openapi.yaml} and checks that every response is documented
 * and not a 5xx. By default, each run sends the same requests. {@code -Dfuzz.seed=random} uses a new seed, which the test prints;
 * {@code -Dfuzz.rounds=…} sets the number of rounds, each with another seed, and {@code -Dfuzz.requests=…} the number of requests per round.
 */
class FuzzIT extends ServerTest {

    private static final String SEED = System.getProperty("fuzz.seed", "19884287825126");
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 21_000);
    private static final int CONNECTIONS = 8;
    private static final Pattern UNDECODABLE = Pattern.compile("%(?![0-9A-Fa-f]{2})|%00");
    private static final boolean IS_CLUSTER = "cluster".equals(System.getProperty("arquillian.launch"));

    private final OpenApi document = OpenApi.read();
    // Separate from ContractFilter.CONTRACT: a response to a random request does not count as tested.
    private final Contract contract = new Contract(document);
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> violationsByKind = new ConcurrentHashMap<>();

    @Test
    void every_response_matches_the_contract() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED.equals("random") ? System.nanoTime() : Long.parseLong(SEED) + round;
            System.out.println("Fuzz: -Dfuzz.seed=" + seed);
            send(seed);
        }

        assertThat(violationsByKind.values()).as("one of each kind").isEmpty();
    }

    private void send(long seed) throws Exception {
        statuses.clear();
        List<String> people = List.of(
                Person.join(this, "Fuzz").handle(), Person.join(this, "Fuzz").handle());
        String crud = publish(people.get(0), "Poke me", "1-day").getString("uuid");
        String group = object(as(people.get(0), "messages")
                        .post(Entity.json(json("user_receiver_handle", people.get(1), "message", "Poke this too"))))
                .getString("message_group_uuid");
        try {
            long start = System.nanoTime();
            Queue<FuzzedRequest> requests = new LinkedBlockingQueue<>();
            new FuzzedRequests(
                            document,
                            seed,
                            people,
                            Map.of("uuid", crud, "handle", people.get(1), "message_group_uuid", group))
                    .generate(REQUESTS, requests::add);
            long generated = System.nanoTime();
            atOnce(Collections.nCopies(CONNECTIONS, sender(seed, requests)));
            System.out.printf(
                    "Fuzz: %d requests to %d operations, made in %.1f s, sent and judged in %.1f s; statuses %s%n",
                    REQUESTS,
                    FuzzedRequests.operations(document).size(),
                    (generated - start) / 1e9,
                    (System.nanoTime() - generated) / 1e9,
                    new TreeMap<>(statuses));
        } finally {
            // These cruds would appear in the feeds of other tests.
            TestDatabase.run(
                    "DELETE FROM activities USING users WHERE users.uuid = user_uuid AND handle = ANY (?)",
                    (Object) people.toArray(String[]::new));
        }

        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
    }

    private Callable<Void> sender(long seed, Queue<FuzzedRequest> requests) {
        URI server = home();
        return () -> {
            try (RawConnection connection = new RawConnection(server)) {
                for (FuzzedRequest request = requests.poll(); request != null; request = requests.poll()) {
                    check(seed, request, request.send(connection, server));
                }
            }
            return null;
        };
    }

    /** Whether the response is a 404, 405 or 406 of the API; which of them, depends on how the server interprets an ambiguous path. */
    private static boolean isNotFound(Answer answer) {
        return List.of(404, 405, 406).contains(answer.status())
                && "application/json".equals(answer.headers().get("Content-Type"))
                && answer.headers().containsKey("X-RateLimit-Limit")
                && (answer.text().matches("\\[\"([a-z]+_)?([a-z]+_)?not_(found|allowed|acceptable)\"]")
                        || answer.body().length == 0);
    }

    /** Whether nginx returned the response without forwarding the request; nginx sends no rate limit headers. */
    private static boolean isFromBalancer(Answer answer) {
        return IS_CLUSTER
                && answer.text().equals("[\"bad_request\"]")
                && answer.headers().containsKey("X-Request-Id")
                && !answer.headers().containsKey("X-RateLimit-Limit");
    }

    private void check(long seed, FuzzedRequest request, Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        boolean rejectedByServer = answer.body().length == 0 && answer.status() < 500;
        if (answer.status() < 500 && request.mayBeRejectedByServer() && rejectedByServer) {
            return;
        }
        if (isFromBalancer(answer)
                && (request.mayBeRejectedByServer()
                        || UNDECODABLE.matcher(request.path()).find())) {
            return;
        }
        if (document.isAmbiguous(request.method(), request.path()) && isNotFound(answer)) {
            return;
        }
        List<String> violations = new ArrayList<>();
        if (answer.status() >= 500) {
            violations.add("5xx");
        }
        // A server may resolve a path with two dots to one outside the API.
        if (!request.method().equals("OPTIONS") && !request.path().matches("(?i).*(\\.|%2e){2}.*")) {
            try {
                contract.violations(request.exchange(answer)).stream()
                        // The server ignores undocumented parameters and bodies.
                        .filter(violation -> !violation.endsWith("is not documented, and was let pass"))
                        .forEach(violations::add);
            } catch (RuntimeException e) {
                violations.add("cannot be judged: " + e);
            }
        }
        if (!violations.isEmpty()) {
            violationsByKind.putIfAbsent(
                    String.join(" ", violations),
                    String.join("\n  ", violations) + "\n  by -Dfuzz.seed=" + seed + "\n  " + request + "\n  → "
                            + answer.status() + " "
                            + answer.text()
                                    .substring(0, Math.min(300, answer.text().length())));
        }
    }
}
