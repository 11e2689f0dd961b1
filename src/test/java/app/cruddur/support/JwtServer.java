package app.cruddur.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The WAR with {@code CRUDDUR_AUTH=jwt}, beside an OpenID Connect issuer of the tests' own: started for the first class that needs it, kept
 * for the others.
 */
public final class JwtServer implements BeforeAllCallback {

    private static final String ISSUER = "cruddur";
    private static final String CLIENT = "cruddur-web";
    private static final long ONE_HOUR = 3600;

    private Pair pair;

    @Override
    public void beforeAll(ExtensionContext context) {
        pair = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Pair.class, key -> Pair.start(), Pair.class);
    }

    public URI uri() {
        return pair.server().uri();
    }

    /** All that the server printed so far. */
    public String output() {
        return pair.server().output();
    }

    public MockOAuth2Server issuer() {
        return pair.issuer();
    }

    /** A good access token of this subject, as Cognito makes them: it says nothing of the person. */
    public String accessToken(String subject) {
        return token(ISSUER, subject, "account", Map.of("token_use", "access", "client_id", CLIENT));
    }

    /** A good id token of this subject. */
    public String idToken(String subject, Map<String, Object> claims) {
        return token(ISSUER, subject, CLIENT, claims);
    }

    /** An access token of another issuer on the same host, as another user pool of the same region is. */
    public String otherPoolsToken(String subject) {
        return token("another", subject, "account", Map.of("token_use", "access", "client_id", CLIENT));
    }

    private String token(String issuer, String subject, String audience, Map<String, Object> claims) {
        return pair.issuer()
                .issueToken(
                        issuer,
                        CLIENT,
                        new DefaultOAuth2TokenCallback(issuer, subject, "JWT", List.of(audience), claims, ONE_HOUR))
                .serialize();
    }

    /** One more server that trusts this issuer, with an environment of its own. */
    public RunningServer another(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = environment(issuer());
        environment.putAll(more);
        return RunningServer.start(environment);
    }

    private static Map<String, String> environment(MockOAuth2Server issuer) {
        return new HashMap<>(Map.of(
                "CRUDDUR_AUTH", "jwt",
                "OIDC_ISSUER", issuer.issuerUrl(ISSUER).toString(),
                "OIDC_CLIENT_ID", CLIENT,
                "CRUDDUR_SELF_REGISTER", "true",
                "CRUDDUR_TRUSTED_PROXIES", "127.0.0.2"));
    }

    /** Closed by JUnit when all tests are over. */
    private record Pair(MockOAuth2Server issuer, RunningServer server) implements AutoCloseable {

        static Pair start() {
            try {
                MockOAuth2Server issuer = new MockOAuth2Server();
                issuer.start(InetAddress.getByName("127.0.0.1"), 0);
                // The issuer makes its keys when it is first asked for them, which takes longer than our server waits.
                issuer.jwksUrl(ISSUER).url().openStream().close();
                return new Pair(issuer, RunningServer.start(environment(issuer)));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            server.close();
            issuer.shutdown();
        }
    }
}
