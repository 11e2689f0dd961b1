package app.cruddur.support;

import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A user of one test's own, and what they ask of the server. */
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

    /** Somebody new, whose handle begins with that name. */
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

    /** @param path as seen from {@code /api/}, or from the root with a slash in front, as a link has it */
    private Invocation.Builder request(String path) {
        return ServerTest.client()
                .target(server.home().resolve("api/").resolve(path))
                .request()
                .header("X-Cruddur-User", handle);
    }
}
