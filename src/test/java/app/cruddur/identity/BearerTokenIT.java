package app.cruddur.identity;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void a_token_of_the_issuer_posts() {
        String handle = newUser();

        Response answer = as(handle, "activities").post(crud(handle));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(object(answer).getString("handle")).isEqualTo(handle);
    }

    @Test
    void every_forged_token_is_refused_with_one_code() throws Exception {
        String handle = newUser();
        forged("TEST-" + handle).forEach((kind, token) -> {
            Response answer = with(token, "activities").post(crud(handle));

            assertThat(answer.getStatus()).as(kind).isEqualTo(401);
            assertThat(answer.readEntity(String.class)).as(kind).isEqualTo("[\"token_invalid\"]");
            assertThat(answer.getHeaderString("WWW-Authenticate"))
                    .as(kind)
                    .isEqualTo("Bearer realm=\"cruddur\", error=\"invalid_token\"");
        });

        assertThat(array(get("activities/@" + handle))).isEmpty();
    }

    /** What is more than the servers themselves take may be refused by them. */
    @Test
    void a_token_of_100_kb_is_refused() throws IOException {
        String handle = newUser();
        String[] good = SERVER.accessToken("TEST-" + handle).split("\\.");

        assertThat(with("a".repeat(7000), "activities").post(crud(handle)).getStatus())
                .isEqualTo(401);
        assertThat(RawConnection.ask(
                                home(),
                                "POST",
                                "/api/activities",
                                "Content-Type: application/json",
                                "Authorization: Bearer " + good[0] + "." + "a".repeat(100_000) + "." + good[2])
                        .status())
                .isIn(400, 401, 413, 431);
    }

    @Test
    void the_home_feed_is_there_for_whoever_has_no_good_token() throws Exception {
        for (String header :
                new String[] {"Bearer null", "Bearer undefined", "Bearer", "bearer x", "Basic YTpi", "", "x"}) {
            Response answer = client().target(home().resolve("api/activities/home"))
                    .request()
                    .header("Authorization", header)
                    .get();

            assertThat(answer.getStatus()).as(header).isEqualTo(200);
            assertThat(answer.readEntity(String.class)).as(header).doesNotContain("\"liked\"");
        }
        for (String token : forged("TEST-andrewbrown").values()) {
            assertThat(with(token, "activities/home").get().getStatus()).isEqualTo(200);
        }
    }

    @Test
    void a_post_without_a_good_token_is_401_and_its_body_is_not_even_read() {
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
            Response answer = request.post(Entity.json(body));

            assertThat(answer.getStatus()).isEqualTo(401);
            assertThat(answer.readEntity(String.class)).isEqualTo("[\"" + code + "\"]");
            assertThat(answer.getHeaderString("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void the_header_that_names_the_caller_proves_nothing_here() {
        Response answer = client().target(home().resolve("api/activities/notifications"))
                .request()
                .header("X-Cruddur-User", "andrewbrown")
                .get();

        assertThat(answer.getStatus()).isEqualTo(401);
    }

    @Test
    void nobody_posts_in_anothers_name() {
        String handle = newUser();
        String other = newUser();

        for (String name : new String[] {other, "nobody_at_all", other.toUpperCase()}) {
            Response answer = as(handle, "activities").post(crud(name));

            assertThat(answer.getStatus()).as(name).isEqualTo(403);
            assertThat(answer.readEntity(String.class)).isEqualTo("[\"not_the_author\"]");
        }
        assertThat(as(handle, "activities").post(crud(handle.toUpperCase())).getStatus())
                .isEqualTo(200);
        assertThat(as(handle, "activities").post(crud("")).getStatus()).isEqualTo(422);
    }

    @Test
    void the_session_says_who_the_caller_is() {
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
    void the_health_check_warns_of_nothing_here() {
        assertThat(object(get("health-check")).getJsonArray("warnings")).isEmpty();
    }

    @Test
    void who_has_no_row_yet_is_told_so_and_reads_as_a_guest() {
        String stranger = SERVER.accessToken("STRANGER-" + newUser());

        assertThat(with(stranger, "activities/home").get().getStatus()).isEqualTo(200);
        Response answer = with(stranger, "activities").post(crud("andrewbrown"));
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.readEntity(String.class)).isEqualTo("[\"user_not_registered\"]");
        JsonObject session = object(with(stranger, "session").get());
        assertThat(session.getBoolean("signed_in")).isTrue();
        assertThat(session.isNull("user")).isTrue();
    }

    @Test
    void an_id_token_registers_who_has_no_row_yet() {
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
        Response answer =
                with(SERVER.accessToken("SUB-" + handle), "activities").post(crud(handle));
        assertThat(answer.getStatus()).isEqualTo(200);
    }

    @Test
    void an_id_token_registers_nobody_under_anothers_name_or_address() {
        String handle = newUser();
        String unused = "new-" + handle + "@example.com";
        Set<String> answers = new HashSet<>();
        for (Map<String, Object> person : List.of(
                claims(handle, unused, true),
                claims(handle + "_2", handle + "@example.com", true),
                claims("not a handle", unused, true))) {
            String token = SERVER.idToken("IMPOSTOR-" + handle, person);

            answers.add(with(token, "session").get().readEntity(String.class));
            Response post = with(token, "activities").post(crud(handle));
            answers.add(post.getStatus() + post.readEntity(String.class));
        }

        assertThat(answers)
                .as("nothing tells a taken email from a taken handle or a bad one")
                .hasSize(2)
                .contains("403[\"user_not_registered\"]")
                .anyMatch(answer -> answer.contains("\"user\":null"));
    }

    @Test
    void an_email_that_the_issuer_has_not_verified_registers_nobody() {
        for (Object verified : new Object[] {false, "false", "", "no", 1}) {
            assertRegistersNobody(SERVER.idToken("UNVERIFIED-" + newUser(), claims(newUser() + "_u", verified)));
        }
        Map<String, Object> unsaid = new HashMap<>(claims(newUser() + "_u", true));
        unsaid.remove("email_verified");
        assertRegistersNobody(SERVER.idToken("UNVERIFIED-" + newUser(), unsaid));
    }

    @Test
    void an_access_token_registers_nobody_whatever_it_says_of_the_person() {
        Map<String, Object> person = new HashMap<>(claims(newUser() + "_a", true));
        person.put("client_id", "cruddur-web");
        assertRegistersNobody(SERVER.idToken("ACCESS-" + newUser(), person));
        person.put("token_use", "access");
        assertRegistersNobody(SERVER.idToken("ACCESS-" + newUser(), person));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "a\u001fb", "MOCK-andrewbrown", "MOCK"})
    void a_subject_that_nobody_can_have_is_refused_and_reads_as_a_guest(String subject) {
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
    void no_seeded_user_has_an_id_that_a_token_may_carry() {
        assertThat(
                        TestDatabase.run(
                                "SELECT count(*) FROM users WHERE handle IN ('andrewbrown', 'bayko', 'amara', 'thabo') AND starts_with(cognito_user_id, 'MOCK-')"))
                .isEqualTo(4L);
    }

    private void assertRegistersNobody(String token) {
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
    void the_log_says_why_and_never_holds_a_token() throws Exception {
        Map<String, String> forged = forged("TEST-andrewbrown");

        forged.values().forEach(token -> with(token, "activities/home").get().close());

        String log = SERVER.output();
        assertThat(log).contains("Bearer token refused: Expired JWT");
        forged.values().forEach(token -> assertThat(log).doesNotContain(token));
    }

    private static Map<String, String> forged(String subject) throws Exception {
        SignedJWT good = SignedJWT.parse(SERVER.accessToken(subject));
        JWTClaimsSet claims = good.getJWTClaimsSet();
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
        String[] parts = good.serialize().split("\\.");
        String[] others = SERVER.accessToken("TEST-somebody-else").split("\\.");

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
