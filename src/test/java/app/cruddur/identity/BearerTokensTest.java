package app.cruddur.identity;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
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

class BearerTokensTest {

    private static final Logger LOGGER = Logger.getLogger(BearerTokens.class.getName());

    private static RSAKey rsa;
    private static RSAKey otherRsa;
    private static ECKey ec;

    private final List<String> log = new ArrayList<>();
    private final Handler ear = new Handler() {
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
    private BearerTokens tokens;

    @BeforeAll
    static void makeKeys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        otherRsa = new RSAKeyGenerator(2048).keyID("other").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @BeforeEach
    void start() throws Exception {
        server = new KeyServer(rsa, ec);
        tokens = new BearerTokens(server.issuer());
        LOGGER.addHandler(ear);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        LOGGER.removeHandler(ear);
        LOGGER.setUseParentHandlers(true);
        server.close();
    }

    @Test
    void an_access_token_for_our_client_says_who_is_calling() throws Exception {
        BearerToken token = tokens.verify(signed(server.claims()));

        assertThat(token.claims().orElseThrow().getSubject()).isEqualTo("TEST-somebody");
    }

    @Test
    void an_id_token_names_our_client_as_its_audience() throws Exception {
        assertAccepted(server.claims()
                .claim("token_use", "id")
                .claim("client_id", null)
                .audience(KeyServer.CLIENT));
        assertRefused(server.claims().claim("token_use", "id"), "another client");
        assertRefused(
                server.claims()
                        .claim("token_use", "access")
                        .claim("client_id", null)
                        .audience(KeyServer.CLIENT),
                "another client");
    }

    @Test
    void issuers_other_than_cognito_need_not_say_what_a_token_is_for() throws Exception {
        assertAccepted(server.claims().claim("token_use", null));
        assertAccepted(server.claims()
                .claim("token_use", null)
                .claim("client_id", null)
                .audience(List.of("account", KeyServer.CLIENT)));
        assertRefused(server.claims().claim("token_use", null).claim("client_id", null), "another client");
        assertRefused(server.claims().claim("token_use", "refresh"), "neither access nor id");
    }

    @Test
    void es256_is_as_good_as_rs256_and_at_jwt_as_jwt() throws Exception {
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
    void other_algorithms_are_refused_even_with_the_right_key() throws Exception {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            assertRefused(KeyServer.sign(rsa, algorithm, server.claims().build()), "algorithm");
        }
    }

    @Test
    void a_token_without_signature_is_refused() {
        assertRefused(new PlainJWT(server.claims().build()).serialize(), "");
    }

    @Test
    void the_public_key_is_no_secret_to_sign_with() throws Exception {
        for (byte[] secret : List.of(
                rsa.toPublicKey().getEncoded(),
                rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                ("-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(rsa.toPublicKey().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n")
                        .getBytes(StandardCharsets.UTF_8))) {
            var hmac = new OctetSequenceKey.Builder(secret).keyID("rsa").build();

            assertRefused(
                    KeyServer.sign(hmac, JWSAlgorithm.HS256, server.claims().build()), "algorithm");
        }
    }

    @Test
    void a_token_that_brings_its_own_key_is_refused() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .jwk(otherRsa.toPublicJWK())
                .build();

        assertRefused(KeyServer.sign(otherRsa, header, server.claims().build()), "signature");
    }

    @Test
    void another_pools_and_another_clients_tokens_are_refused() throws Exception {
        assertRefused(server.claims().issuer(server.name() + "/other"), "iss");
        assertRefused(server.claims().issuer(null), "iss");
        assertRefused(server.claims().claim("client_id", "somebody-elses"), "another client");
    }

    @Test
    void a_minute_of_leeway_and_no_more() throws Exception {
        Instant now = Instant.now();

        assertAccepted(server.claims().expirationTime(Date.from(now.minusSeconds(40))));
        assertRefused(server.claims().expirationTime(Date.from(now.minusSeconds(70))), "Expired");
        assertRefused(server.claims().expirationTime(null), "exp");
        assertAccepted(server.claims().notBeforeTime(Date.from(now.plusSeconds(40))));
        assertRefused(server.claims().notBeforeTime(Date.from(now.plusSeconds(80))), "before");
        assertRefused(server.claims().issueTime(Date.from(now.plusSeconds(80))), "future");
    }

    @Test
    void a_token_of_nobody_is_refused() throws Exception {
        assertRefused(server.claims().subject(null), "sub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"4102444800\"", "true", "[4102444800]", "{}"})
    void an_expiry_that_is_no_number_is_refused(String expiry) throws Exception {
        assertRefused(signedWith("exp", expiry), "");
    }

    @Test
    void an_expiry_that_is_missing_is_refused() throws Exception {
        assertRefused(signedWith("unused", "1", "exp"), "exp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"\"", "\"  \"", "\"a\\u0000b\"", "\"a\\nb\"", "\"a\\ud800b\"", "[\"a\"]", "{}", "true"
            })
    void a_subject_that_is_no_usable_text_is_refused(String subject) throws Exception {
        assertRefused(signedWith("sub", subject), "");
    }

    @Test
    void a_subject_has_255_characters_at_most() throws Exception {
        assertAccepted(server.claims().subject("s".repeat(255)));
        assertRefused(server.claims().subject("s".repeat(256)), "sub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MOCK", "MOCK-andrewbrown", "MOCK-anything"})
    void a_subject_that_is_reserved_for_seeded_users_is_refused(String subject) throws Exception {
        assertRefused(server.claims().subject(subject), "sub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auth0|5f7c8ec7c33c6c004bbafe82", "6f1c8c8e-0000-4000-8000-000000000001", "mock-user", "用户"})
    void subjects_of_common_issuers_are_accepted(String subject) throws Exception {
        assertAccepted(server.claims().subject(subject));
    }

    @Test
    void only_an_id_token_is_one() throws Exception {
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
    void a_tampered_token_is_refused() throws Exception {
        String[] good = signed(server.claims()).split("\\.");
        String[] other = signed(server.claims().subject("TEST-victim")).split("\\.");

        assertRefused(good[0] + "." + other[1] + "." + good[2], "signature");
        assertRefused(good[0] + "." + good[1] + ".", "");
        assertRefused(good[0] + "." + good[1], "");
    }

    @Test
    void what_is_no_token_is_refused() {
        for (String text : List.of("null", "x", "..", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "{}", "\u0000", "é.é.é")) {
            assertRefused(text, "");
        }
        assertRefused("a".repeat(100_000), "Longer");
        assertRefused("eyJhbGciOiJSUzI1NiJ9." + "a".repeat(100_000) + ".x", "Longer");
    }

    @Test
    void the_log_says_why_in_one_line_of_ours() throws Exception {
        assertRefused(server.claims().issuer("x\n2026-11-23 SEVERE all is lost " + "y".repeat(500)), "iss");

        assertThat(log).singleElement().asString().doesNotContain("\n").hasSizeLessThan(250);
    }

    @Test
    void ten_thousand_unknown_keys_are_not_ten_thousand_fetches() throws Exception {
        tokens.verify(signed(server.claims()));
        int before = server.fetches();
        String good = signed(server.claims());
        String payload = good.substring(good.indexOf('.'));

        for (int i = 0; i < 10_000; i++) {
            String header = "{\"alg\":\"RS256\",\"kid\":\"unknown-" + i + "\"}";
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes()) + payload;
            assertThat(tokens.verify(forged)).isEqualTo(BearerToken.INVALID);
        }

        assertThat(server.fetches() - before).isBetween(1, 6);
        assertThat(tokens.verify(good).claims()).isPresent();
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
    void an_issuer_that_goes_away_takes_nobody_along() throws Exception {
        String good = signed(server.claims());
        assertThat(tokens.verify(good).claims()).isPresent();

        server.goAway();

        assertThat(tokens.verify(good).claims()).isPresent();
        assertThat(tokens.verify(KeyServer.sign(
                        otherRsa, JWSAlgorithm.RS256, server.claims().build())))
                .isEqualTo(BearerToken.INVALID);
    }

    @Test
    void an_issuer_that_was_never_there_is_not_the_callers_fault() throws Exception {
        String good = signed(server.claims());
        server.goAway();

        for (int i = 0; i < 5; i++) {
            assertThat(tokens.verify(good)).isEqualTo(BearerToken.UNVERIFIABLE);
        }
    }

    private void assertAccepted(JWTClaimsSet.Builder claims) throws Exception {
        assertThat(tokens.verify(signed(claims)).claims()).isPresent();
    }

    private void assertRefused(JWTClaimsSet.Builder claims, String reason) throws Exception {
        assertRefused(signed(claims), reason);
    }

    private void assertRefused(String token, String reason) {
        log.clear();

        assertThat(tokens.verify(token)).isEqualTo(BearerToken.INVALID);

        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("Bearer token refused")
                .containsIgnoringCase(reason);
    }

    private boolean isIdToken(JWTClaimsSet.Builder claims) throws Exception {
        BearerToken token = tokens.verify(signed(claims));
        assertThat(token.claims()).isPresent();
        return token.isIdToken();
    }

    /** A good token in which one claim has this JSON value, and others are missing. */
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
