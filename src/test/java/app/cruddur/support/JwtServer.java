package app.cruddur.support;

import java.io.IOException;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;

/** A server with {@code CRUDDUR_AUTH=jwt} and a {@link TokenIssuer}. */
public final class JwtServer extends ServerExtension<TokenIssuer> {

    @Override
    TokenIssuer startResource() throws IOException {
        return TokenIssuer.start();
    }

    @Override
    Map<String, String> environment(TokenIssuer issuer) {
        return issuer.environment();
    }

    /** The output of the server so far. */
    public String output() {
        return server().output();
    }

    public MockOAuth2Server issuer() {
        return resource().server();
    }

    /** See {@link TokenIssuer#accessToken}. */
    public String accessToken(String subject) {
        return resource().accessToken(subject);
    }

    /** See {@link TokenIssuer#idToken}. */
    public String idToken(String subject, Map<String, Object> claims) {
        return resource().idToken(subject, claims);
    }

    /** See {@link TokenIssuer#otherPoolsToken}. */
    public String otherPoolsToken(String subject) {
        return resource().otherPoolsToken(subject);
    }

    /** Starts another server that trusts the same issuer, with additional environment variables. */
    public RunningServer another(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = resource().environment();
        environment.putAll(more);
        return RunningServer.start(environment);
    }
}
