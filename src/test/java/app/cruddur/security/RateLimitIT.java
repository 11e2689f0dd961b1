package app.cruddur.security;

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

/** Tests the default rate limits; each test uses its own client addresses. */
class RateLimitIT extends ServerTest {

    private static final int READS_PER_MINUTE = 600;
    private static final int WRITES_PER_MINUTE = 60;
    private static final int FAILURES_PER_MINUTE = 20;
    private static final byte[] NO_BODY = {};
    private static final String HOME = "/api/activities/home?limit=20";

    @RegisterExtension
    private static final JwtServer SERVER = new JwtServer();

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("CRUDDUR_READS_PER_MINUTE", null);
        defaults.put("CRUDDUR_WRITES_PER_MINUTE", null);
        defaults.put("CRUDDUR_FILES_PER_MINUTE", null);
        defaults.put("CRUDDUR_SIGN_IN_FAILURES_PER_MINUTE", null);
        server = SERVER.another(defaults);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_flood_from_one_address_is_rejected_and_other_callers_are_served() throws Exception {
        Flood flood = new Flood(300, Duration.ofSeconds(20), 6);
        String token = "Authorization: Bearer " + SERVER.accessToken("flood-another");
        List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Void>> all = new ArrayList<>(flood.tasks("127.0.1.1"));
        all.add(() -> steadily("127.0.1.2", latencies));
        all.add(() -> steadily("127.0.1.1", latencies, token));

        // Warm-up: the first requests to a server are slow.
        try (RawConnection warmUp = new RawConnection(server.uri(), "127.0.1.3")) {
            for (int i = 0; i < READS_PER_MINUTE / 2; i++) {
                warmUp.send("GET", HOME, NO_BODY, i % 2 == 0 ? new String[] {token} : new String[0]);
            }
        }

        long start = System.nanoTime();
        atOnce(all);
        // On a busy machine the flood takes longer.
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;

        System.out.printf(
                "Flood: %d requests in %d s, %d let pass, %d refused; meanwhile %d requests of two others, median %d ms, slowest %d ms%n",
                flood.sent(),
                seconds,
                flood.accepted.size(),
                flood.rejected.size(),
                latencies.size(),
                median(latencies),
                Collections.max(latencies));
        assertThat(flood.sent()).isEqualTo(6_000);
        assertThat(flood.accepted.size())
                .isBetween(READS_PER_MINUTE, READS_PER_MINUTE + READS_PER_MINUTE / 60 * (int) seconds);
        assertThat(flood.rejected).hasSizeGreaterThan(3_000).allSatisfy(response -> {
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.headers().get("Retry-After")).matches("[1-9][0-9]*");
            assertThat(response.headers())
                    .containsEntry("X-RateLimit-Limit", "600")
                    .containsEntry("X-RateLimit-Remaining", "0")
                    .containsKey("X-RateLimit-Reset")
                    .containsEntry("Content-Type", "application/json");
            assertThat(response.text()).isEqualTo("[\"rate_limited\"]");
        });
    }

    @Test
    void writes_have_a_separate_lower_limit() throws IOException {
        try (RawConnection guest = new RawConnection(server.uri(), "127.0.2.1")) {
            for (int left = WRITES_PER_MINUTE - 1; left >= WRITES_PER_MINUTE - 10; left--) {
                Answer response = guest.send("POST", "/api/activities", NO_BODY);
                assertThat(response.headers()).containsEntry("X-RateLimit-Limit", "60");
                assertThat(remaining(response)).isBetween(left, WRITES_PER_MINUTE);
            }
            exhaust(guest, "POST", "/api/activities", WRITES_PER_MINUTE);

            assertThat(guest.send("GET", HOME, NO_BODY).status()).isEqualTo(200);
        }
    }

    @Test
    void unknown_paths_and_malformed_requests_count() throws IOException {
        try (RawConnection guest = new RawConnection(server.uri(), "127.0.2.2")) {
            exhaust(guest, "GET", "/api/nothing", READS_PER_MINUTE);

            exhaust(guest, "GET", HOME, 0, "Accept: ;;;");
        }
    }

    @Test
    void a_page_without_a_link_preview_does_not_count_as_a_read() throws IOException {
        try (RawConnection guest = new RawConnection(server.uri(), "127.0.2.11")) {
            for (String page : List.of("/", "/search", "/notifications", "/messages/@bayko", "/sign-in")) {
                assertThat(guest.send("GET", page, NO_BODY).status()).isEqualTo(200);
            }

            assertThat(remaining(guest.send("GET", HOME, NO_BODY))).isEqualTo(READS_PER_MINUTE - 1);
        }
    }

    @Test
    void two_signed_in_users_at_one_address_do_not_share_a_limit() throws IOException {
        try (RawConnection office = new RawConnection(server.uri(), "127.0.2.3")) {
            String one = "Authorization: Bearer " + SERVER.accessToken("limit-one");
            exhaust(office, "POST", "/api/nothing", WRITES_PER_MINUTE, one);

            String two = "Authorization: Bearer " + SERVER.accessToken("limit-two");
            assertThat(office.send("POST", "/api/nothing", NO_BODY, two).status())
                    .isEqualTo(404);
            assertThat(office.send("POST", "/api/nothing", NO_BODY).status()).isEqualTo(404);
        }
        try (RawConnection elsewhere = new RawConnection(server.uri(), "127.0.2.4")) {
            String one = "Authorization: Bearer " + SERVER.accessToken("limit-one");
            // Another token of the same user at another address.
            exhaust(elsewhere, "POST", "/api/nothing", 0, one);
        }
    }

    @Test
    void tokens_from_an_address_with_too_many_failures_are_rejected_for_a_while() throws Exception {
        String good = "Authorization: Bearer " + SERVER.accessToken("failures-user");
        try (RawConnection guesser = new RawConnection(server.uri(), "127.0.2.5");
                RawConnection elsewhere = new RawConnection(server.uri(), "127.0.2.6")) {
            Answer rejected = exhaust(guesser, "GET", "/api/message_groups", FAILURES_PER_MINUTE, forged());

            assertThat(rejected.headers()).containsEntry("X-RateLimit-Limit", "20");
            assertThat(guesser.send("GET", "/api/nothing", NO_BODY).status())
                    .as("without a token, as a guest")
                    .isEqualTo(404);
            assertThat(guesser.send("GET", HOME, NO_BODY, "Authorization: Bearer null")
                            .status())
                    .as("with what is no token")
                    .isEqualTo(200);
            assertThat(elsewhere.send("GET", HOME, NO_BODY, good).status()).isEqualTo(200);
        }
    }

    @Test
    void missing_and_expired_tokens_do_not_count_as_failures() throws IOException {
        try (RawConnection frontEnd = new RawConnection(server.uri(), "127.0.2.7")) {
            for (String authorization : List.of("Bearer null", "Bearer undefined", "Bearer", "Bearer " + expired())) {
                for (int i = 0; i < FAILURES_PER_MINUTE + 5; i++) {
                    assertThat(frontEnd.send("GET", HOME, NO_BODY, "Authorization: " + authorization)
                                    .status())
                            .as(authorization)
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void behind_a_trusted_proxy_each_client_or_ipv6_network_has_a_limit() throws IOException {
        try (RawConnection proxy = new RawConnection(server.uri(), "127.0.0.2");
                RawConnection stranger = new RawConnection(server.uri(), "127.0.2.8")) {
            exhaust(proxy, "POST", "/api/nothing", WRITES_PER_MINUTE, "X-Forwarded-For: 2001:db8:5::1");

            exhaust(proxy, "POST", "/api/nothing", 0, "X-Forwarded-For: 2001:db8:5::beef");
            assertThat(proxy.send("POST", "/api/nothing", NO_BODY, "X-Forwarded-For: 2001:db8:6::1")
                            .status())
                    .isEqualTo(404);
            for (int i = 0; i < WRITES_PER_MINUTE; i++) {
                stranger.send("POST", "/api/nothing", NO_BODY, "X-Forwarded-For: 203.0.113." + i);
            }
            exhaust(stranger, "POST", "/api/nothing", 0, "X-Forwarded-For: 203.0.113.99");
        }
    }

    @Test
    void a_front_end_on_another_origin_can_read_the_rate_limit_headers() throws IOException {
        try (RawConnection browser = new RawConnection(server.uri(), "127.0.2.9")) {
            Answer rejected =
                    exhaust(browser, "POST", "/api/activities", WRITES_PER_MINUTE, "Origin: http://localhost:3000");

            assertThat(rejected.headers()).containsEntry("Access-Control-Allow-Origin", "http://localhost:3000");
            assertThat(rejected.headers().get("Access-Control-Expose-Headers"))
                    .contains("Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
        }
    }

    @Test
    void a_429_matches_the_contract() {
        var cruds = client().target(server.uri().resolve("api/activities")).request();
        int status = 0;
        for (int i = 0; i < 3 * WRITES_PER_MINUTE && status != 429; i++) {
            // This client checks every response against openapi.yaml.
            Response response = cruds.post(Entity.json("{}"));
            status = response.getStatus();
            response.close();
        }

        assertThat(status).isEqualTo(429);
    }

    /**
     * Sends requests until one is rejected, and asserts that this happens at the limit and not before. The bucket refills meanwhile, so a
     * few more requests pass, on a busy machine many. With a limit of 0 the bucket is expected to be empty: fewer requests pass than a full
     * bucket holds.
     */
    private static Answer exhaust(RawConnection connection, String method, String path, int limit, String... headers)
            throws IOException {
        for (int i = 0; i < 3 * limit + WRITES_PER_MINUTE; i++) {
            Answer response = connection.send(method, path, NO_BODY, headers);
            if (response.status() == 429) {
                assertThat(i).isGreaterThanOrEqualTo(limit - 10);
                return response;
            }
        }
        throw new AssertionError("Never refused");
    }

    @Test
    void files_have_a_separate_limit() throws Exception {
        try (RawConnection connection = new RawConnection(server.uri(), "127.0.1.77")) {
            // A file counts by its size: this one counts 88 times towards the limit of 3,000.
            Answer rejected = exhaust(connection, "GET", "/docs/swagger-ui-bundle.js", 30);

            assertThat(new String(rejected.body(), StandardCharsets.UTF_8)).isEqualTo("[\"rate_limited\"]");
            assertThat(Integer.parseInt(rejected.headers().get("Retry-After"))).isPositive();
            assertThat(connection.send("GET", HOME, NO_BODY).status()).isEqualTo(200);
        }
    }

    private static int remaining(Answer response) {
        return Integer.parseInt(response.headers().get("X-RateLimit-Remaining"));
    }

    /** Sends four requests a second for the duration of the flood and asserts that all succeed. */
    private static Void steadily(String address, List<Long> latencies, String... headers) throws IOException {
        try (RawConnection connection = new RawConnection(server.uri(), address)) {
            long start = System.nanoTime();
            for (int i = 0; i < 80; i++) {
                Pace.awaitTurn(start, i, 4);
                long sent = System.nanoTime();
                Answer response = connection.send("GET", HOME, NO_BODY, headers);
                latencies.add(Duration.ofNanos(System.nanoTime() - sent).toMillis());
                assertThat(response.status()).isEqualTo(200);
                assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("[{");
            }
        }
        return null;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static String forged() throws Exception {
        SignedJWT other = SignedJWT.parse(SERVER.otherPoolsToken("failures-user"));
        return "Authorization: Bearer " + other.serialize();
    }

    private static String expired() {
        return SERVER.issuer()
                .issueToken(
                        "cruddur",
                        "cruddur-web",
                        new DefaultOAuth2TokenCallback(
                                "cruddur",
                                "expired-user",
                                "JWT",
                                List.of("account"),
                                Map.of("token_use", "access", "client_id", "cruddur-web"),
                                -3600))
                .serialize();
    }

    /** Sends a fixed number of requests a second, evenly spread over a few connections. */
    private record Flood(int perSecond, Duration time, int connections, List<Answer> accepted, List<Answer> rejected) {

        Flood(int perSecond, Duration time, int connections) {
            this(
                    perSecond,
                    time,
                    connections,
                    Collections.synchronizedList(new ArrayList<>()),
                    Collections.synchronizedList(new ArrayList<>()));
        }

        int sent() {
            return accepted.size() + rejected.size();
        }

        List<Callable<Void>> tasks(String address) {
            URI target = server.uri();
            int each = perSecond / connections;
            return IntStream.range(0, connections)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        try (RawConnection connection = new RawConnection(target, address)) {
                            long start = System.nanoTime();
                            for (int i = 0; i < each * time.toSeconds(); i++) {
                                Pace.awaitTurn(start, i, each);
                                Answer response = connection.send("GET", HOME, NO_BODY);
                                (response.status() == 200 ? accepted : rejected).add(response);
                            }
                        }
                        return null;
                    })
                    .toList();
        }
    }

    /** Keeps a rate: waits until the next request is due. */
    private static final class Pace {

        static void awaitTurn(long start, int number, int perSecond) {
            long turn = start + number * 1_000_000_000L / perSecond;
            while (System.nanoTime() < turn) {
                LockSupport.parkNanos(turn - System.nanoTime());
            }
        }
    }
}
