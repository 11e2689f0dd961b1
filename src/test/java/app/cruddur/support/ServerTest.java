package app.cruddur.support;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.contract.ContractFilter;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Response;
import java.io.File;
import java.io.StringReader;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Base class of tests that send HTTP requests to a server with the packaged WAR. Every response is checked against {@code openapi.yaml}.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class ServerTest {

    private static final Client CLIENT = ClientBuilder.newClient().register(ContractFilter.class);

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("test.war")));
    }

    /** The URL of the front page, with a trailing slash. Payara reports the address of the machine, but listens on 127.0.0.1. */
    public URI home() {
        return URI.create("http://127.0.0.1:" + deployed.getPort() + deployed.getPath());
    }

    protected WebTarget api() {
        return CLIENT.target(home()).path("api");
    }

    protected static Client client() {
        return CLIENT;
    }

    protected Response get(String path) {
        return CLIENT.target(home().resolve("api/" + path)).request().get();
    }

    protected Response post(String path, String json) {
        return api().path(path).request().post(Entity.json(json));
    }

    /** A request as the user with this handle. */
    protected Invocation.Builder as(String handle, String path) {
        return CLIENT.target(home().resolve("api/" + path)).request().header("X-Cruddur-User", handle);
    }

    protected JsonObject reply(String uuid, String handle, String message) {
        return object(post("activities/" + uuid + "/reply", json("user_handle", handle, "message", message)));
    }

    /** A JSON object of alternating names and values. */
    protected static String json(String... members) {
        var object = Json.createObjectBuilder();
        for (int i = 0; i < members.length; i += 2) {
            object.add(members[i], members[i + 1]);
        }
        return object.build().toString();
    }

    /** Creates a user that no other test uses, and returns the handle. */
    protected String newUser() {
        return Person.join(this, "User").handle();
    }

    /** Runs the tasks concurrently, on up to 32 threads, and waits for them. */
    protected static <T> void atOnce(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(tasks.size(), 32));
        try {
            for (Future<T> outcome : threads.invokeAll(tasks)) {
                outcome.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Posts a crud and returns the server's response. */
    protected JsonObject publish(String handle, String message, String ttl) {
        return object(post("activities", json("user_handle", handle, "message", message, "ttl", ttl)));
    }

    protected static JsonArray array(Response response) {
        return read(response).asJsonArray();
    }

    protected static JsonObject object(Response response) {
        JsonValue body = read(response);
        assertThat(body.getValueType()).as("%s %s", response.getStatus(), body).isEqualTo(JsonValue.ValueType.OBJECT);
        return body.asJsonObject();
    }

    private static JsonValue read(Response response) {
        try (var reader = Json.createReader(new StringReader(response.readEntity(String.class)))) {
            return reader.readValue();
        }
    }

    /** Inserts a crud directly into the database; age and remaining time are PostgreSQL intervals from now. */
    protected static UUID insert(String handle, String message, String age, String left) {
        return (UUID) TestDatabase.run(
                """
                INSERT INTO activities (user_uuid, message, created_at, expires_at)
                SELECT uuid, ?, now() - CAST(? AS interval), now() + CAST(? AS interval)
                FROM users
                WHERE handle = ?
                RETURNING uuid""",
                message,
                age,
                left,
                handle);
    }
}
