package app.cruddur.support;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with {@code CRUDDUR_AUTH=jwt} and a {@link TokenIssuer}. Both are started for the first test class that needs them, and shared.
 */
public final class JwtServer implements BeforeAllCallback {

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

    /** The output of the server so far. */
    public String output() {
        return pair.server().output();
    }

    public MockOAuth2Server issuer() {
        return pair.issuer().server();
    }

    /** See {@link TokenIssuer#accessToken}. */
    public String accessToken(String subject) {
        return pair.issuer().accessToken(subject);
    }

    /** See {@link TokenIssuer#idToken}. */
    public String idToken(String subject, Map<String, Object> claims) {
        return pair.issuer().idToken(subject, claims);
    }

    /** See {@link TokenIssuer#otherPoolsToken}. */
    public String otherPoolsToken(String subject) {
        return pair.issuer().otherPoolsToken(subject);
    }

    /** Starts another server that trusts the same issuer, with additional environment variables. */
    public RunningServer another(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = pair.issuer().environment();
        environment.putAll(more);
        return RunningServer.start(environment);
    }

    /** JUnit closes it after all tests. */
    private record Pair(TokenIssuer issuer, RunningServer server) implements AutoCloseable {

        static Pair start() {
            try {
                TokenIssuer issuer = TokenIssuer.start();
                return new Pair(issuer, RunningServer.start(issuer.environment()));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            server.close();
            issuer.close();
        }
    }
}
