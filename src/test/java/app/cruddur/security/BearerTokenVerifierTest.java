package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenVerifierTest {

    private static final Logger LOGGER = Logger.getLogger(BearerTokenVerifier.class.getName());

    private static RSAKey rsa;
    private static RSAKey otherRsa;
    private static ECKey ec;

    private final List<String> log = new ArrayList<>();
    private final Handler logHandler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private KeyServer server;
    private BearerTokenVerifier tokens;

    @BeforeAll
    static void generateKeys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        otherRsa = new RSAKeyGenerator(2048).keyID("other").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @BeforeEach
    void start() throws Exception {
        server = new KeyServer(rsa, ec);
        tokens = new BearerTokenVerifier(server.issuer());
        LOGGER.addHandler(logHandler);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        LOGGER.removeHandler(logHandler);
        LOGGER.setUseParentHandlers(true);
        server.close();
    }

    @Test
    void an_access_token_for_our_client_identifies_the_caller() throws Exception {
        TokenVerification token = tokens.verify(signed(server.claims()));

        assertThat(token.claims().orElseThrow().getSubject()).isEqualTo("TEST-user");
    }

    @Test
    void an_id_token_names_our_client_as_its_audience() throws Exception {
        assertAccepted(server.claims()
                .claim("token_use", "id")
                .claim("client_id", null)
                .audience(KeyServer.CLIENT));
        assertRejected(server.claims().claim("token_use", "id"), "another client");
        assertRejected(
                server.claims()
                        .claim("token_use", "access")
                        .claim("client_id", null)
                        .audience(KeyServer.CLIENT),
                "another client");
    }

    @Test
    void token_use_is_optional() throws Exception {
        assertAccepted(server.claims().claim("token_use", null));
        assertAccepted(server.claims()
                .claim("token_use", null)
                .claim("client_id", null)
                .audience(List.of("account", KeyServer.CLIENT)));
        assertRejected(server.claims().claim("token_use", null).claim("client_id", null), "another client");
        assertRejected(server.claims().claim("token_use", "refresh"), "neither access nor id");
    }

    @Test
    void es256_and_the_type_at_jwt_are_accepted() throws Exception {
        String elliptic = KeyServer.sign(ec, JWSAlgorithm.ES256, server.claims().build());
        String typed = KeyServer.sign(
                rsa,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("rsa")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                server.claims().build());

        assertThat(tokens.verify(elliptic).claims()).isPresent();
        assertThat(tokens.verify(typed).claims()).isPresent();
    }

    @Test
    void other_algorithms_are_rejected_even_with_the_right_key() throws Exception {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            assertRejected(KeyServer.sign(rsa, algorithm, server.claims().build()), "algorithm");
        }
    }

    @Test
    void a_token_without_a_signature_is_rejected() {
        assertRejected(new PlainJWT(server.claims().build()).serialize(), "");
    }

    @Test
    void the_public_key_is_not_accepted_as_an_hmac_secret() throws Exception {
        for (byte[] secret : List.of(
                rsa.toPublicKey().getEncoded(),
                rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                ("-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(rsa.toPublicKey().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n")
                        .getBytes(StandardCharsets.UTF_8))) {
            var hmac = new OctetSequenceKey.Builder(secret).keyID("rsa").build();

            assertRejected(
                    KeyServer.sign(hmac, JWSAlgorithm.HS256, server.claims().build()), "algorithm");
        }
    }

    @Test
    void a_token_with_an_embedded_key_is_rejected() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .jwk(otherRsa.toPublicJWK())
                .build();

        assertRejected(KeyServer.sign(otherRsa, header, server.claims().build()), "signature");
    }

    @Test
    void tokens_of_another_issuer_or_client_are_rejected() throws Exception {
        assertRejected(server.claims().issuer(server.name() + "/other"), "iss");
        assertRejected(server.claims().issuer(null), "iss");
        assertRejected(server.claims().claim("client_id", "another-client"), "another client");
    }

    @Test
    void the_clock_skew_is_limited_to_one_minute() throws Exception {
        Instant now = Instant.now();

        assertAccepted(server.claims().expirationTime(Date.from(now.minusSeconds(40))));
        assertRejected(server.claims().expirationTime(Date.from(now.minusSeconds(70))), "Expired");
        assertRejected(server.claims().expirationTime(null), "exp");
        assertAccepted(server.claims().notBeforeTime(Date.from(now.plusSeconds(40))));
        assertRejected(server.claims().notBeforeTime(Date.from(now.plusSeconds(80))), "before");
        assertRejected(server.claims().issueTime(Date.from(now.plusSeconds(80))), "future");
    }

    @Test
    void a_token_without_a_subject_is_rejected() throws Exception {
        assertRejected(server.claims().subject(null), "sub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"4102444800\"", "true", "[4102444800]", "{}"})
    void an_expiry_that_is_not_a_number_is_rejected(String expiry) throws Exception {
        assertRejected(signedWith("exp", expiry), "");
    }

    @Test
    void a_missing_expiry_is_rejected() throws Exception {
        assertRejected(signedWith("unused", "1", "exp"), "exp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"\"", "\"  \"", "\"a\\u0000b\"", "\"a\\nb\"", "\"a\\ud800b\"", "[\"a\"]", "{}", "true"
            })
    void a_subject_that_is_not_printable_text_is_rejected(String subject) throws Exception {
        assertRejected(signedWith("sub", subject), "");
    }

    @Test
    void a_subject_has_at_most_255_characters() throws Exception {
        assertAccepted(server.claims().subject("s".repeat(255)));
        assertRejected(server.claims().subject("s".repeat(256)), "sub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MOCK", "MOCK-andrewbrown", "MOCK-anything"})
    void a_subject_that_is_reserved_for_seeded_users_is_rejected(String subject) throws Exception {
        assertRejected(server.claims().subject(subject), "sub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auth0|5f7c8ec7c33c6c004bbafe82", "6f1c8c8e-0000-4000-8000-000000000001", "mock-user", "用户"})
    void subjects_of_common_issuers_are_accepted(String subject) throws Exception {
        assertAccepted(server.claims().subject(subject));
    }

    @Test
    void access_tokens_are_not_id_tokens() throws Exception {
        JWTClaimsSet.Builder id = server.claims().claim("client_id", null).audience(KeyServer.CLIENT);

        assertThat(isIdToken(id.claim("token_use", "id"))).isTrue();
        assertThat(isIdToken(id.claim("token_use", null))).isTrue();
        assertThat(isIdToken(server.claims())).isFalse();
        assertThat(isIdToken(server.claims().claim("token_use", null).audience(KeyServer.CLIENT)))
                .as("client_id: RFC 9068")
                .isFalse();
        assertThat(isIdToken(id.claim("scope", "openid email"))).isFalse();
        assertThat(isIdToken(id.claim("scope", null).claim("typ", "Bearer")))
                .as("Keycloak's access token")
                .isFalse();
        String accessToken = KeyServer.sign(
                rsa,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("rsa")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                id.claim("typ", null).build());
        assertThat(tokens.verify(accessToken).isIdToken()).isFalse();
    }

    @Test
    void a_tampered_token_is_rejected() throws Exception {
        String[] valid = signed(server.claims()).split("\\.");
        String[] other = signed(server.claims().subject("TEST-victim")).split("\\.");

        assertRejected(valid[0] + "." + other[1] + "." + valid[2], "signature");
        assertRejected(valid[0] + "." + valid[1] + ".", "");
        assertRejected(valid[0] + "." + valid[1], "");
    }

    @Test
    void malformed_text_is_rejected() {
        for (String text : List.of("null", "x", "..", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "{}", "\u0000", "é.é.é")) {
            assertRejected(text, "");
        }
        assertRejected("a".repeat(100_000), "Longer");
        assertRejected("eyJhbGciOiJSUzI1NiJ9." + "a".repeat(100_000) + ".x", "Longer");
    }

    @Test
    void the_log_contains_the_reason_in_one_short_line() throws Exception {
        assertRejected(server.claims().issuer("x\n2026-11-23 SEVERE all is lost " + "y".repeat(500)), "iss");

        assertThat(log).singleElement().asString().doesNotContain("\n").hasSizeLessThan(250);
    }

    @Test
    void unknown_key_ids_do_not_cause_a_fetch_each() throws Exception {
        tokens.verify(signed(server.claims()));
        int before = server.fetches();
        String valid = signed(server.claims());
        String payload = valid.substring(valid.indexOf('.'));

        for (int i = 0; i < 10_000; i++) {
            String header = "{\"alg\":\"RS256\",\"kid\":\"unknown-" + i + "\"}";
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes()) + payload;
            assertThat(tokens.verify(forged)).isEqualTo(TokenVerification.INVALID);
        }

        assertThat(server.fetches() - before).isBetween(1, 6);
        assertThat(tokens.verify(valid).claims()).isPresent();
    }

    @Test
    void keys_are_fetched_once_for_many_tokens() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertAccepted(server.claims());
        }

        assertThat(server.fetches()).isEqualTo(1);
    }

    @Test
    void a_rotated_key_is_picked_up() throws Exception {
        assertAccepted(server.claims());

        server.rotateTo(otherRsa);

        String renewed =
                KeyServer.sign(otherRsa, JWSAlgorithm.RS256, server.claims().build());
        assertThat(tokens.verify(renewed).claims()).isPresent();
    }

    @Test
    void a_token_that_was_valid_is_rejected_once_its_key_is_withdrawn() throws Exception {
        String withdrawn = signed(server.claims());
        assertThat(tokens.verify(withdrawn).claims()).isPresent();
        server.rotateTo(otherRsa);
        assertThat(tokens.verify(withdrawn).claims())
                .as("until the keys are fetched")
                .isPresent();

        tokens.verify(
                KeyServer.sign(otherRsa, JWSAlgorithm.RS256, server.claims().build()));

        assertThat(tokens.verify(withdrawn)).isEqualTo(TokenVerification.INVALID);
    }

    @Test
    void a_token_that_was_valid_is_rejected_once_it_expires() throws Exception {
        // Within the leeway of a minute.
        Instant expiry = Instant.now().minusSeconds(57).truncatedTo(ChronoUnit.SECONDS);
        String token = signed(server.claims().expirationTime(Date.from(expiry)));
        assertThat(tokens.verify(token).claims()).isPresent();

        await().pollInterval(Duration.ofMillis(10)).until(() -> tokens.verify(token) == TokenVerification.EXPIRED);

        assertThat(Instant.now()).isAfterOrEqualTo(expiry.plusSeconds(60));
    }

    @Test
    void a_token_that_was_valid_does_not_vouch_for_another_with_the_same_payload() throws Exception {
        String[] parts = signed(server.claims()).split("\\.");
        assertThat(tokens.verify(String.join(".", parts)).claims()).isPresent();

        assertRejected(parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse(), "signature");
    }

    @Test
    void known_keys_work_while_the_issuer_is_down() throws Exception {
        String valid = signed(server.claims());
        assertThat(tokens.verify(valid).claims()).isPresent();

        server.stop();

        assertThat(tokens.verify(valid).claims()).isPresent();
        assertThat(tokens.verify(KeyServer.sign(
                        otherRsa, JWSAlgorithm.RS256, server.claims().build())))
                .isEqualTo(TokenVerification.INVALID);
    }

    @Test
    void tokens_are_unverifiable_while_the_issuer_was_never_reachable() throws Exception {
        String valid = signed(server.claims());
        server.stop();

        for (int i = 0; i < 5; i++) {
            assertThat(tokens.verify(valid)).isEqualTo(TokenVerification.UNVERIFIABLE);
        }
    }

    private void assertAccepted(JWTClaimsSet.Builder claims) throws Exception {
        assertThat(tokens.verify(signed(claims)).claims()).isPresent();
    }

    private void assertRejected(JWTClaimsSet.Builder claims, String reason) throws Exception {
        assertRejected(signed(claims), reason);
    }

    private void assertRejected(String token, String reason) {
        log.clear();

        assertThat(tokens.verify(token)).isEqualTo(TokenVerification.INVALID);

        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("Bearer token refused")
                .containsIgnoringCase(reason);
    }

    private boolean isIdToken(JWTClaimsSet.Builder claims) throws Exception {
        TokenVerification token = tokens.verify(signed(claims));
        assertThat(token.claims()).isPresent();
        return token.isIdToken();
    }

    /** A valid token in which one claim has this JSON value and others are missing. */
    private String signedWith(String claim, String json, String... missing) throws Exception {
        Map<String, Object> claims = server.claims().build().toJSONObject();
        claims.remove(claim);
        for (String name : missing) {
            claims.remove(name);
        }
        String rest = JSONObjectUtils.toJSONString(claims);
        var token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(),
                new Payload("{\"" + claim + "\":" + json + "," + rest.substring(1)));
        token.sign(new RSASSASigner(rsa));
        return token.serialize();
    }

    private static String signed(JWTClaimsSet.Builder claims) throws Exception {
        return KeyServer.sign(rsa, JWSAlgorithm.RS256, claims.build());
    }
}
