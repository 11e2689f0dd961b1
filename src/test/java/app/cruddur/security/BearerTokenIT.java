package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.support.RawConnection;
import app.cruddur.support.TestDatabase;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenIT extends JwtTest {

    private static final String REJECTED_REGISTRATION = "Not registered at sign-in: handle_taken";

    @Test
    void a_token_of_the_issuer_can_post() {
        String handle = newUser();

        Response response = as(handle, "activities").post(crud(handle));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(object(response).getString("handle")).isEqualTo(handle);
    }

    @Test
    void every_forged_token_is_rejected_with_the_same_code() throws Exception {
        String handle = newUser();
        forged("TEST-" + handle).forEach((kind, token) -> {
            Response response = with(token, "activities").post(crud(handle));

            assertThat(response.getStatus()).as(kind).isEqualTo(401);
            assertThat(response.readEntity(String.class)).as(kind).isEqualTo("[\"token_invalid\"]");
            assertThat(response.getHeaderString("WWW-Authenticate"))
                    .as(kind)
                    .isEqualTo("Bearer realm=\"cruddur\", error=\"invalid_token\"");
        });

        assertThat(array(get("activities/@" + handle))).isEmpty();
    }

    /** Beyond the application server's limit on headers, the application server itself may reject the request. */
    @Test
    void a_token_of_100_kb_is_rejected() throws IOException {
        String handle = newUser();
        String[] validToken = SERVER.accessToken("TEST-" + handle).split("\\.");

        assertThat(with("a".repeat(7000), "activities").post(crud(handle)).getStatus())
                .isEqualTo(401);
        assertThat(RawConnection.ask(
                                home(),
                                "POST",
                                "/api/activities",
                                "Content-Type: application/json",
                                "Authorization: Bearer " + validToken[0] + "." + "a".repeat(100_000) + "."
                                        + validToken[2])
                        .status())
                .isIn(400, 401, 413, 431);
    }

    @Test
    void the_home_feed_is_readable_without_a_valid_token() throws Exception {
        for (String header :
                new String[] {"Bearer null", "Bearer undefined", "Bearer", "bearer x", "Basic YTpi", "", "x"}) {
            Response response = client().target(home().resolve("api/activities/home"))
                    .request()
                    .header("Authorization", header)
                    .get();

            assertThat(response.getStatus()).as(header).isEqualTo(200);
            assertThat(response.readEntity(String.class)).as(header).doesNotContain("\"liked\"");
        }
        for (String token : forged("TEST-andrewbrown").values()) {
            assertThat(with(token, "activities/home").get().getStatus()).isEqualTo(200);
        }
    }

    @Test
    void a_post_without_a_valid_token_is_401_before_its_body_is_read() {
        assertUnauthorized(client().target(home().resolve("api/activities")).request(), "token_missing");
        for (String header : new String[] {"Bearer null", "Bearer undefined", "Bearer", "Basic YTpi", "x"}) {
            assertUnauthorized(
                    client().target(home().resolve("api/activities")).request().header("Authorization", header),
                    "token_invalid");
        }
    }

    private static void assertUnauthorized(jakarta.ws.rs.client.Invocation.Builder request, String code) {
        for (String body :
                new String[] {"{\"user_handle\":\"andrewbrown\",\"message\":\"x\",\"ttl\":\"1-hour\"}", "{", ""}) {
            Response response = request.post(Entity.json(body));

            assertThat(response.getStatus()).isEqualTo(401);
            assertThat(response.readEntity(String.class)).isEqualTo("[\"" + code + "\"]");
            assertThat(response.getHeaderString("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void the_x_cruddur_user_header_is_ignored() {
        Response response = client().target(home().resolve("api/activities/notifications"))
                .request()
                .header("X-Cruddur-User", "andrewbrown")
                .get();

        assertThat(response.getStatus()).isEqualTo(401);
    }

    @Test
    void a_user_cannot_post_as_another_user() {
        String handle = newUser();
        String other = newUser();

        for (String name : new String[] {other, "nobody_at_all", other.toUpperCase()}) {
            Response response = as(handle, "activities").post(crud(name));

            assertThat(response.getStatus()).as(name).isEqualTo(403);
            assertThat(response.readEntity(String.class)).isEqualTo("[\"not_the_author\"]");
        }
        assertThat(as(handle, "activities").post(crud(handle.toUpperCase())).getStatus())
                .isEqualTo(200);
        // A blank handle counts as absent.
        assertThat(as(handle, "activities").post(crud("")).getStatus()).isEqualTo(200);
    }

    @Test
    void the_session_contains_the_caller() {
        String handle = newUser();

        JsonObject session = object(as(handle, "session").get());
        assertThat(session.getString("auth")).isEqualTo("jwt");
        assertThat(session.getString("issuer"))
                .isEqualTo(SERVER.issuer().issuerUrl("cruddur").toString());
        assertThat(session.getString("client_id")).isEqualTo("cruddur-web");
        assertThat(session.getBoolean("signed_in")).isTrue();
        assertThat(session.getJsonObject("user").getString("handle")).isEqualTo(handle);

        JsonObject guest = object(with("null", "session").get());
        assertThat(guest.getBoolean("signed_in")).isFalse();
        assertThat(guest.isNull("user")).isTrue();
    }

    @Test
    void the_health_check_has_no_warnings() {
        assertThat(object(get("health-check")).getJsonArray("warnings")).isEmpty();
    }

    @Test
    void an_unregistered_user_can_read_but_not_post() {
        String stranger = SERVER.accessToken("STRANGER-" + newUser());

        assertThat(with(stranger, "activities/home").get().getStatus()).isEqualTo(200);
        Response response = with(stranger, "activities").post(crud("andrewbrown"));
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"user_not_registered\"]");
        JsonObject session = object(with(stranger, "session").get());
        assertThat(session.getBoolean("signed_in")).isTrue();
        assertThat(session.isNull("user")).isTrue();
    }

    @Test
    void an_id_token_registers_an_unregistered_user() {
        String handle = newUser() + "_self";
        Map<String, Object> person = Map.of(
                "preferred_username",
                handle,
                "name",
                "Self Made",
                "email",
                handle + "@example.com",
                "email_verified",
                true);

        JsonObject session =
                object(with(SERVER.idToken("SUB-" + handle, person), "session").get());

        assertThat(session.getJsonObject("user").getString("display_name")).isEqualTo("Self Made");
        Response response =
                with(SERVER.accessToken("SUB-" + handle), "activities").post(crud(handle));
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void an_id_token_cannot_register_a_taken_handle_or_email() {
        String handle = newUser();
        String unused = "new-" + handle + "@example.com";
        Set<String> responses = new HashSet<>();
        for (Map<String, Object> person : List.of(
                claims(handle, unused, true),
                claims(handle + "_2", handle + "@example.com", true),
                claims("not a handle", unused, true))) {
            String token = SERVER.idToken("IMPOSTOR-" + handle, person);

            responses.add(with(token, "session").get().readEntity(String.class));
            Response post = with(token, "activities").post(crud(handle));
            responses.add(post.getStatus() + post.readEntity(String.class));
        }

        assertThat(responses)
                .as("nothing tells a taken email from a taken handle or a bad one")
                .hasSize(2)
                .contains("403[\"user_not_registered\"]")
                .anyMatch(response -> response.contains("\"user\":null"));
    }

    @Test
    void an_id_token_with_an_unverified_email_registers_no_one() {
        for (Object verified : new Object[] {false, "false", "", "no", 1}) {
            assertRegistersNoOne(SERVER.idToken("UNVERIFIED-" + newUser(), claims(newUser() + "_u", verified)));
        }
        Map<String, Object> unspecified = new HashMap<>(claims(newUser() + "_u", true));
        unspecified.remove("email_verified");
        assertRegistersNoOne(SERVER.idToken("UNVERIFIED-" + newUser(), unspecified));
    }

    @Test
    void an_access_token_registers_no_one() {
        Map<String, Object> person = new HashMap<>(claims(newUser() + "_a", true));
        person.put("client_id", "cruddur-web");
        assertRegistersNoOne(SERVER.idToken("ACCESS-" + newUser(), person));
        person.put("token_use", "access");
        assertRegistersNoOne(SERVER.idToken("ACCESS-" + newUser(), person));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "a\u001fb", "MOCK-andrewbrown", "MOCK"})
    void an_invalid_subject_is_rejected_and_reads_as_a_guest(String subject) {
        String token = SERVER.accessToken(subject);

        Response post = with(token, "activities").post(crud("andrewbrown"));
        assertThat(post.getStatus()).isEqualTo(401);
        assertThat(post.readEntity(String.class)).isEqualTo("[\"token_invalid\"]");
        assertThat(with(token, "activities/home").get().getStatus()).isEqualTo(200);
        JsonObject session = object(with(token, "session").get());
        assertThat(session.getBoolean("signed_in")).isFalse();
        assertThat(session.isNull("user")).isTrue();
    }

    @Test
    void seeded_users_have_reserved_subjects() {
        assertThat(
                        TestDatabase.run(
                                "SELECT count(*) FROM users WHERE handle IN ('andrewbrown', 'bayko', 'amara', 'thabo') AND starts_with(cognito_user_id, 'MOCK-')"))
                .isEqualTo(4L);
    }

    private void assertRegistersNoOne(String token) {
        assertThat(object(with(token, "session").get()).isNull("user")).isTrue();
        Response post = with(token, "activities").post(crud("andrewbrown"));
        assertThat(post.getStatus()).isEqualTo(403);
        assertThat(post.readEntity(String.class)).isEqualTo("[\"user_not_registered\"]");
    }

    private static Map<String, Object> claims(String handle, Object verified) {
        return claims(handle, handle + "@example.com", verified);
    }

    private static Map<String, Object> claims(String handle, String email, Object verified) {
        return Map.of("preferred_username", handle, "name", "X", "email", email, "email_verified", verified);
    }

    @Test
    void a_rejected_registration_is_not_retried_on_every_request() {
        String handle = newUser();
        String token = SERVER.idToken("AGAIN-" + handle, claims(handle, "x@example.com", true));
        int before = countRejections();

        for (int i = 0; i < 3; i++) {
            with(token, "activities/home").get().close();
            with(token, "activities/@" + handle).get().close();
            with(token, "users").get().close();
        }
        assertThat(with(token, "activities/notifications").get().getStatus()).isEqualTo(403);
        assertThat(with(token, "activities").post(crud(handle)).getStatus()).isEqualTo(403);
        assertThat(object(with(token, "session").get()).isNull("user")).isTrue();

        // The log is in order: once the marker line is there, all earlier lines are there.
        String marker = "AFTER-" + handle;
        with(SERVER.idToken(marker, Map.of("email", marker)), "session").get().close();
        await().until(() -> SERVER.output().lastIndexOf("Not registered at sign-in: handle_blank")
                > SERVER.output().lastIndexOf(REJECTED_REGISTRATION));
        assertThat(countRejections() - before).isEqualTo(1);
    }

    private static int countRejections() {
        return SERVER.output().split(REJECTED_REGISTRATION, -1).length;
    }

    @Test
    void the_log_contains_the_reason_and_no_token() throws Exception {
        Map<String, String> forged = forged("TEST-andrewbrown");

        forged.values().forEach(token -> with(token, "activities/home").get().close());

        String log = SERVER.output();
        assertThat(log).contains("Bearer token refused: Expired JWT");
        forged.values().forEach(token -> assertThat(log).doesNotContain(token));
    }

    private static Map<String, String> forged(String subject) throws Exception {
        SignedJWT validToken = SignedJWT.parse(SERVER.accessToken(subject));
        JWTClaimsSet claims = validToken.getJWTClaimsSet();
        RSAKey issuers = JWKSet.load(SERVER.issuer().jwksUrl("cruddur").url())
                .getKeys()
                .get(0)
                .toRSAKey();
        RSAKey own = new RSAKeyGenerator(2048).keyID(issuers.getKeyID()).generate();
        var secret = new OctetSequenceKey.Builder(issuers.toRSAPublicKey().getEncoded())
                .keyID(issuers.getKeyID())
                .build();
        var expired = new JWTClaimsSet.Builder(claims)
                .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                .build();
        String[] parts = validToken.serialize().split("\\.");
        String[] others = SERVER.accessToken("TEST-another").split("\\.");

        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("without signature", new PlainJWT(claims).serialize());
        forged.put("the public key as a secret", KeyServer.sign(secret, JWSAlgorithm.HS256, claims));
        forged.put("a key of one's own", KeyServer.sign(own, JWSAlgorithm.RS256, claims));
        forged.put("another pool's", SERVER.otherPoolsToken(subject));
        forged.put("another client's", SERVER.idToken(subject, Map.of("token_use", "access", "client_id", "other")));
        forged.put("tampered", parts[0] + "." + others[1] + "." + parts[2]);
        forged.put("no token", "not.a.token");
        forged.put(
                "expired",
                SERVER.issuer()
                        .anyToken(
                                SERVER.issuer().issuerUrl("cruddur"),
                                expired.getClaims(),
                                java.time.Duration.ofSeconds(-120))
                        .serialize());
        return forged;
    }

    private static Entity<String> crud(String handle) {
        return Entity.json(json("user_handle", handle, "message", "Signed in", "ttl", "1-hour"));
    }
}
