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
 * Arbitrary paths, queries, headers and bodies to every operation of {@code openapi.yaml}: whatever comes, the answer is one that the
 * document has, and never a 5xx. The requests are the same each time; {@code -Dfuzz.seed=random} explores and prints its seed, with
 * {@code -Dfuzz.rounds=…} several times, {@code -Dfuzz.requests=…} with more or fewer requests.
 */
class FuzzIT extends ServerTest {

    private static final String SEED = System.getProperty("fuzz.seed", "19884287825126");
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 21_000);
    private static final int CONNECTIONS = 8;
    private static final Pattern UNREADABLE = Pattern.compile("%(?![0-9A-Fa-f]{2})|%00");
    private static final boolean BALANCED = "cluster".equals(System.getProperty("arquillian.launch"));

    private final OpenApi document = OpenApi.read();
    // Of its own: what is met by chance here counts as tested by nobody.
    private final Contract contract = new Contract(document);
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> breaches = new ConcurrentHashMap<>();

    @Test
    void whatever_is_asked_the_answer_is_one_of_the_contract() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED.equals("random") ? System.nanoTime() : Long.parseLong(SEED) + round;
            System.out.println("Fuzz: -Dfuzz.seed=" + seed);
            send(seed);
        }

        assertThat(breaches.values()).as("one of each kind").isEmpty();
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
            // What they said would stand in everybody's feed.
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
                    judge(seed, request, request.send(connection, server));
                }
            }
            return null;
        };
    }

    /** Where a server finds nothing, or nothing that could be done: which code it is depends on what it took the path for. */
    private static boolean isNowhere(Answer answer) {
        return List.of(404, 405, 406).contains(answer.status())
                && "application/json".equals(answer.headers().get("Content-Type"))
                && answer.headers().containsKey("X-RateLimit-Limit")
                && (answer.text().matches("\\[\"([a-z]+_)?([a-z]+_)?not_(found|allowed|acceptable)\"]")
                        || answer.body().length == 0);
    }

    /** nginx, which has not asked a node: it counts nobody's requests. */
    private static boolean isOfBalancer(Answer answer) {
        return BALANCED
                && answer.text().equals("[\"bad_request\"]")
                && answer.headers().containsKey("X-Request-Id")
                && !answer.headers().containsKey("X-RateLimit-Limit");
    }

    private void judge(long seed, FuzzedRequest request, Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        boolean refusedByServer = answer.body().length == 0 && answer.status() < 500;
        if (answer.status() < 500 && request.againstHttp() && refusedByServer) {
            return;
        }
        if (isOfBalancer(answer)
                && (request.againstHttp() || UNREADABLE.matcher(request.path()).find())) {
            return;
        }
        if (document.isAmbiguous(request.method(), request.path()) && isNowhere(answer)) {
            return;
        }
        List<String> faults = new ArrayList<>();
        if (answer.status() >= 500) {
            faults.add("5xx");
        }
        // With dots a server may well have left the API.
        if (!request.method().equals("OPTIONS") && !request.path().matches("(?i).*(\\.|%2e){2}.*")) {
            try {
                contract.faults(request.exchange(answer)).stream()
                        // The server passes over what it does not know.
                        .filter(fault -> !fault.endsWith("is not documented, and was let pass"))
                        .forEach(faults::add);
            } catch (RuntimeException e) {
                faults.add("cannot be judged: " + e);
            }
        }
        if (!faults.isEmpty()) {
            breaches.putIfAbsent(
                    String.join(" ", faults),
                    String.join("\n  ", faults) + "\n  by -Dfuzz.seed=" + seed + "\n  " + request + "\n  → "
                            + answer.status() + " "
                            + answer.text()
                                    .substring(0, Math.min(300, answer.text().length())));
        }
    }
}
