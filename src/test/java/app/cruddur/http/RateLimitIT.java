package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.JwtServer;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ServerTest;
import com.nimbusds.jwt.SignedJWT;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With the limits that a server has when nobody says anything; each test calls from addresses of its own. */
class RateLimitIT extends ServerTest {

    private static final int READS = 600;
    private static final int WRITES = 60;
    private static final int FAILURES = 20;
    private static final byte[] NOTHING = {};
    private static final String HOME = "/api/activities/home?limit=20";

    @RegisterExtension
    private static final JwtServer SERVER = new JwtServer();

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> usual = new HashMap<>();
        for (RateLimits.Kind kind : RateLimits.Kind.values()) {
            usual.put(kind.variable(), null);
        }
        server = SERVER.another(usual);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void under_a_flood_from_one_address_others_are_served_and_the_flooder_is_told_to_wait() throws Exception {
        Flood flood = new Flood(300, Duration.ofSeconds(20), 6);
        String token = "Authorization: Bearer " + SERVER.accessToken("flood-somebody-else");
        List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Void>> all = new ArrayList<>(flood.tasks("127.0.1.1"));
        all.add(() -> steadily("127.0.1.2", latencies));
        all.add(() -> steadily("127.0.1.1", latencies, token));

        // What a server does for the first time it does slowly: that is no matter of floods.
        try (RawConnection early = new RawConnection(server.uri(), "127.0.1.3")) {
            for (int i = 0; i < READS / 2; i++) {
                early.send("GET", HOME, NOTHING, i % 2 == 0 ? new String[] {token} : new String[0]);
            }
        }

        long start = System.nanoTime();
        atOnce(all);
        // On a machine that has other things to do it takes longer.
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;

        System.out.printf(
                "Flood: %d requests in %d s, %d let pass, %d refused; meanwhile %d requests of two others, median %d ms, slowest %d ms%n",
                flood.sent(),
                seconds,
                flood.passed.size(),
                flood.refused.size(),
                latencies.size(),
                median(latencies),
                Collections.max(latencies));
        assertThat(flood.sent()).isEqualTo(6_000);
        assertThat(flood.passed.size()).isBetween(READS, READS + READS / 60 * (int) seconds);
        assertThat(flood.refused).hasSizeGreaterThan(3_000).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.headers().get("Retry-After")).matches("[1-9][0-9]*");
            assertThat(answer.headers())
                    .containsEntry("X-RateLimit-Limit", "600")
                    .containsEntry("X-RateLimit-Remaining", "0")
                    .containsKey("X-RateLimit-Reset")
                    .containsEntry("Content-Type", "application/json");
            assertThat(answer.text()).isEqualTo("[\"rate_limited\"]");
        });
    }

    @Test
    void writes_are_fewer_and_counted_apart_from_reads() throws IOException {
        try (RawConnection guest = new RawConnection(server.uri(), "127.0.2.1")) {
            for (int left = WRITES - 1; left >= WRITES - 10; left--) {
                Answer answer = guest.send("POST", "/api/activities", NOTHING);
                assertThat(answer.headers()).containsEntry("X-RateLimit-Limit", "60");
                assertThat(remaining(answer)).isBetween(left, WRITES);
            }
            exhaust(guest, "POST", "/api/activities", WRITES);

            assertThat(guest.send("GET", HOME, NOTHING).status()).isEqualTo(200);
        }
    }

    @Test
    void an_unknown_path_counts_as_well_and_so_does_what_cannot_be_read() throws IOException {
        try (RawConnection guest = new RawConnection(server.uri(), "127.0.2.2")) {
            exhaust(guest, "GET", "/api/nothing", READS);

            exhaust(guest, "GET", HOME, 0, "Accept: ;;;");
        }
    }

    @Test
    void two_who_are_signed_in_behind_one_address_do_not_share_a_limit() throws IOException {
        try (RawConnection office = new RawConnection(server.uri(), "127.0.2.3")) {
            String one = "Authorization: Bearer " + SERVER.accessToken("limit-one");
            exhaust(office, "POST", "/api/nothing", WRITES, one);

            String two = "Authorization: Bearer " + SERVER.accessToken("limit-two");
            assertThat(office.send("POST", "/api/nothing", NOTHING, two).status())
                    .isEqualTo(404);
            assertThat(office.send("POST", "/api/nothing", NOTHING).status()).isEqualTo(404);
        }
        try (RawConnection elsewhere = new RawConnection(server.uri(), "127.0.2.4")) {
            String one = "Authorization: Bearer " + SERVER.accessToken("limit-one");
            // Another token of the same person at another address.
            exhaust(elsewhere, "POST", "/api/nothing", 0, one);
        }
    }

    @Test
    void an_address_whose_tokens_were_refused_too_often_is_not_believed_for_a_while() throws Exception {
        String good = "Authorization: Bearer " + SERVER.accessToken("failures-somebody");
        try (RawConnection guesser = new RawConnection(server.uri(), "127.0.2.5");
                RawConnection elsewhere = new RawConnection(server.uri(), "127.0.2.6")) {
            Answer refused = exhaust(guesser, "GET", "/api/message_groups", FAILURES, forged());

            assertThat(refused.headers()).containsEntry("X-RateLimit-Limit", "20");
            assertThat(guesser.send("GET", "/api/nothing", NOTHING).status())
                    .as("without a token, as a guest")
                    .isEqualTo(404);
            assertThat(guesser.send("GET", HOME, NOTHING, "Authorization: Bearer null")
                            .status())
                    .as("with what is no token")
                    .isEqualTo(200);
            assertThat(elsewhere.send("GET", HOME, NOTHING, good).status()).isEqualTo(200);
        }
    }

    @Test
    void an_old_front_end_that_has_no_token_or_an_expired_one_is_not_taken_for_a_guesser() throws IOException {
        try (RawConnection frontEnd = new RawConnection(server.uri(), "127.0.2.7")) {
            for (String authorization : List.of("Bearer null", "Bearer undefined", "Bearer", "Bearer " + expired())) {
                for (int i = 0; i < FAILURES + 5; i++) {
                    assertThat(frontEnd.send("GET", HOME, NOTHING, "Authorization: " + authorization)
                                    .status())
                            .as(authorization)
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void behind_a_trusted_proxy_each_client_has_a_limit_and_an_ipv6_network_has_one() throws IOException {
        try (RawConnection proxy = new RawConnection(server.uri(), "127.0.0.2");
                RawConnection stranger = new RawConnection(server.uri(), "127.0.2.8")) {
            exhaust(proxy, "POST", "/api/nothing", WRITES, "X-Forwarded-For: 2001:db8:5::1");

            exhaust(proxy, "POST", "/api/nothing", 0, "X-Forwarded-For: 2001:db8:5::beef");
            assertThat(proxy.send("POST", "/api/nothing", NOTHING, "X-Forwarded-For: 2001:db8:6::1")
                            .status())
                    .isEqualTo(404);
            for (int i = 0; i < WRITES; i++) {
                stranger.send("POST", "/api/nothing", NOTHING, "X-Forwarded-For: 203.0.113." + i);
            }
            exhaust(stranger, "POST", "/api/nothing", 0, "X-Forwarded-For: 203.0.113.99");
        }
    }

    @Test
    void a_front_end_on_another_origin_can_read_that_it_has_to_wait() throws IOException {
        try (RawConnection browser = new RawConnection(server.uri(), "127.0.2.9")) {
            Answer refused = exhaust(browser, "POST", "/api/activities", WRITES, "Origin: http://localhost:3000");

            assertThat(refused.headers()).containsEntry("Access-Control-Allow-Origin", "http://localhost:3000");
            assertThat(refused.headers().get("Access-Control-Expose-Headers"))
                    .contains("Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
        }
    }

    @Test
    void the_refusal_is_one_of_the_contract() {
        var cruds = client().target(server.uri().resolve("api/activities")).request();
        int status = 0;
        for (int i = 0; i < 3 * WRITES && status != 429; i++) {
            // Held against the document, as whatever this client is answered.
            Response answer = cruds.post(Entity.json("{}"));
            status = answer.getStatus();
            answer.close();
        }

        assertThat(status).isEqualTo(429);
    }

    /**
     * Asks until it is refused, which comes at the limit and not before; a few more are there by then, for the bucket goes on filling, on a
     * busy machine many. With a limit of 0, fewer than a full bucket has.
     */
    private static Answer exhaust(RawConnection connection, String method, String path, int limit, String... headers)
            throws IOException {
        for (int i = 0; i < 3 * limit + WRITES; i++) {
            Answer answer = connection.send(method, path, NOTHING, headers);
            if (answer.status() == 429) {
                assertThat(i).isGreaterThanOrEqualTo(limit - 10);
                return answer;
            }
        }
        throw new AssertionError("Never refused");
    }

    @Test
    void files_have_a_limit_of_their_own() throws Exception {
        try (RawConnection connection = new RawConnection(server.uri(), "127.0.1.77")) {
            // A file counts by its size: this one 88 times, of 3,000.
            Answer refused = exhaust(connection, "GET", "/docs/swagger-ui-bundle.js", 30);

            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).isEqualTo("[\"rate_limited\"]");
            assertThat(Integer.parseInt(refused.headers().get("Retry-After"))).isPositive();
            assertThat(connection.send("GET", HOME, NOTHING).status()).isEqualTo(200);
        }
    }

    private static int remaining(Answer answer) {
        return Integer.parseInt(answer.headers().get("X-RateLimit-Remaining"));
    }

    /** Four requests a second for as long as the flood lasts: all are served. */
    private static Void steadily(String address, List<Long> latencies, String... headers) throws IOException {
        try (RawConnection connection = new RawConnection(server.uri(), address)) {
            long start = System.nanoTime();
            for (int i = 0; i < 80; i++) {
                Pace.until(start, i, 4);
                long sent = System.nanoTime();
                Answer answer = connection.send("GET", HOME, NOTHING, headers);
                latencies.add(Duration.ofNanos(System.nanoTime() - sent).toMillis());
                assertThat(answer.status()).isEqualTo(200);
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("[{");
            }
        }
        return null;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static String forged() throws Exception {
        SignedJWT other = SignedJWT.parse(SERVER.otherPoolsToken("failures-somebody"));
        return "Authorization: Bearer " + other.serialize();
    }

    private static String expired() {
        return SERVER.issuer()
                .issueToken(
                        "cruddur",
                        "cruddur-web",
                        new DefaultOAuth2TokenCallback(
                                "cruddur",
                                "expired-somebody",
                                "JWT",
                                List.of("account"),
                                Map.of("token_use", "access", "client_id", "cruddur-web"),
                                -3600))
                .serialize();
    }

    /** So many requests a second, evenly, over a few connections. */
    private record Flood(int perSecond, Duration time, int connections, List<Answer> passed, List<Answer> refused) {

        Flood(int perSecond, Duration time, int connections) {
            this(
                    perSecond,
                    time,
                    connections,
                    Collections.synchronizedList(new ArrayList<>()),
                    Collections.synchronizedList(new ArrayList<>()));
        }

        int sent() {
            return passed.size() + refused.size();
        }

        List<Callable<Void>> tasks(String address) {
            URI target = server.uri();
            int each = perSecond / connections;
            return IntStream.range(0, connections)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        try (RawConnection connection = new RawConnection(target, address)) {
                            long start = System.nanoTime();
                            for (int i = 0; i < each * time.toSeconds(); i++) {
                                Pace.until(start, i, each);
                                Answer answer = connection.send("GET", HOME, NOTHING);
                                (answer.status() == 200 ? passed : refused).add(answer);
                            }
                        }
                        return null;
                    })
                    .toList();
        }
    }

    /** Keeps a rate: waits until a request's turn has come. */
    private static final class Pace {

        static void until(long start, int number, int perSecond) {
            long turn = start + number * 1_000_000_000L / perSecond;
            while (System.nanoTime() < turn) {
                LockSupport.parkNanos(turn - System.nanoTime());
            }
        }
    }
}
