package app.cruddur.security;

import app.cruddur.support.JwtServer;
import app.cruddur.support.ServerTest;
import jakarta.ws.rs.client.Invocation;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Base class of tests against the server that requires bearer tokens. */
abstract class JwtTest extends ServerTest {

    @RegisterExtension
    static final JwtServer SERVER = new JwtServer();

    @Override
    public URI home() {
        return SERVER.uri();
    }

    /** A request with the access token of a user that {@link app.cruddur.support.Person} created. */
    @Override
    protected Invocation.Builder as(String handle, String path) {
        return with(SERVER.accessToken("TEST-" + handle), path);
    }

    protected Invocation.Builder with(String token, String path) {
        return client().target(home().resolve("api/" + path)).request().header("Authorization", "Bearer " + token);
    }
}
