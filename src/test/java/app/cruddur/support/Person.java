package app.cruddur.support;

import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A user that belongs to one test, with methods that send requests as this user. */
public final class Person {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ServerTest server;
    private final String handle;
    private final UUID uuid;

    private Person(ServerTest server, String handle, UUID uuid) {
        this.server = server;
        this.handle = handle;
        this.uuid = uuid;
    }

    /** Creates a user whose handle starts with the display name in lower case. */
    public static Person join(ServerTest server, String displayName) {
        String handle = displayName.toLowerCase(Locale.ROOT) + "_" + COUNT.incrementAndGet();
        UUID uuid = (UUID) TestDatabase.run(
                """
                INSERT INTO users (display_name, handle, email, cognito_user_id)
                VALUES (?, ?, ?, ?)
                RETURNING uuid""",
                displayName,
                handle,
                handle + "@example.com",
                "TEST-" + handle);
        return new Person(server, handle, uuid);
    }

    public String handle() {
        return handle;
    }

    public UUID uuid() {
        return uuid;
    }

    public Response get(String path) {
        return request(path).get();
    }

    public Response post(String path, String json) {
        return request(path).post(Entity.json(json));
    }

    public Response put(String path, String json) {
        return request(path).put(Entity.json(json));
    }

    /** @param path relative to {@code /api/}, or absolute with a leading slash, as in a link */
    private Invocation.Builder request(String path) {
        return ServerTest.client()
                .target(server.home().resolve("api/").resolve(path))
                .request()
                .header("X-Cruddur-User", handle);
    }
}
