package app.cruddur.support;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** An OpenID Connect issuer for tests on 127.0.0.1, and its tokens. */
public final class TokenIssuer implements AutoCloseable {

    private static final String ISSUER = "cruddur";
    private static final String CLIENT = "cruddur-web";
    /** Longer than any test or benchmark runs. */
    private static final long LIFETIME_SECONDS = 4 * 3600;

    private final MockOAuth2Server server = new MockOAuth2Server();

    private TokenIssuer() {}

    public static TokenIssuer start() throws IOException {
        TokenIssuer issuer = new TokenIssuer();
        issuer.server.start(InetAddress.getByName("127.0.0.1"), 0);
        // The issuer generates its keys at the first request for them, which takes longer than the timeout of the
        // server under test.
        issuer.server.jwksUrl(ISSUER).url().openStream().close();
        return issuer;
    }

    public MockOAuth2Server server() {
        return server;
    }

    /** The environment of a server that trusts this issuer. */
    public Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "CRUDDUR_AUTH", "jwt",
                "OIDC_ISSUER", server.issuerUrl(ISSUER).toString(),
                "OIDC_CLIENT_ID", CLIENT,
                "CRUDDUR_SELF_REGISTER", "true",
                "CRUDDUR_TRUSTED_PROXIES", "127.0.0.2"));
    }

    /** A valid access token of this subject. Like those of Cognito, it contains no personal data. */
    public String accessToken(String subject) {
        return token(ISSUER, subject, "account", Map.of("token_use", "access", "client_id", CLIENT));
    }

    /** A valid ID token of this subject. */
    public String idToken(String subject, Map<String, Object> claims) {
        return token(ISSUER, subject, CLIENT, claims);
    }

    /** An access token of another issuer on the same host, like that of another user pool in the same region. */
    public String otherPoolsToken(String subject) {
        return token("another", subject, "account", Map.of("token_use", "access", "client_id", CLIENT));
    }

    private String token(String issuer, String subject, String audience, Map<String, Object> claims) {
        return server.issueToken(
                        issuer,
                        CLIENT,
                        new DefaultOAuth2TokenCallback(
                                issuer, subject, "JWT", List.of(audience), claims, LIFETIME_SECONDS))
                .serialize();
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
