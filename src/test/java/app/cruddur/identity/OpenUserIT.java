package app.cruddur.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.RunningServer;
import app.cruddur.support.ServerTest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with {@code CRUDDUR_OPEN_USER}, for the oldest front end, which sends no name. */
class OpenUserIT extends ServerTest {

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = RunningServer.start(Map.of("CRUDDUR_OPEN_USER", "bayko"));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        server.close();
    }

    @Override
    public URI home() {
        return server.uri();
    }

    @Test
    void a_request_that_names_nobody_is_by_the_configured_user() {
        JsonObject crud = object(post("activities", json("message", "Who wrote this?", "ttl", "1-hour")));
        String path = "activities/" + crud.getString("uuid");

        JsonObject reply = object(post(path + "/reply", json("message", "The same")));
        JsonObject session = object(get("session"));

        assertThat(crud.getString("handle")).isEqualTo("bayko");
        assertThat(reply.getString("handle")).isEqualTo("bayko");
        assertThat(session.getJsonObject("user").getString("handle")).isEqualTo("bayko");
    }
}
