package app.cruddur.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.contract.OpenApi;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the table of {@code docs/security.md}. */
class AccessIT extends JwtTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Z]+) (/[^`]*)`[^|]*\\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|$");

    private static final String SECRET = "Between the two of us";

    private final String owner = newUser();
    private final String partner = newUser();
    private final String other = newUser();
    private final Map<String, Function<String, Invocation.Builder>> callers = Map.of(
            "guest", path -> client().target(home().resolve("api/" + path)).request(),
            "no row", path -> with(SERVER.accessToken("STRANGER-" + other), path),
            "owner", path -> as(owner, path),
            "other", path -> as(other, path));
    private String crud;
    private String conversation;

    @BeforeEach
    void postAndTalk() {
        JsonObject published = object(as(owner, "activities").post(newCrud()));
        crud = published.getString("uuid");
        conversation = object(as(owner, "messages").post(newMessage(SECRET))).getString("message_group_uuid");
    }

    static Stream<List<String>> table() throws IOException {
        String text = Files.readString(Path.of("docs/security.md"));
        return ROW.matcher(text.substring(text.indexOf("## Authorization")))
                .results()
                .map(row -> Stream.of(1, 2, 3, 4, 5, 6).map(row::group).toList());
    }

    @Test
    void the_table_has_every_operation() throws IOException {
        assertThat(table().map(row -> row.get(0) + " " + row.get(1)))
                .containsExactlyInAnyOrderElementsOf(OpenApi.read().names());
    }

    @ParameterizedTest
    @MethodSource("table")
    void everybody_may_what_the_table_says_and_learns_nothing_private(List<String> row) {
        // The owner last: what they may delete is gone then.
        for (String caller : List.of("guest", "no row", "other", "owner")) {
            int column = List.of("guest", "no row", "owner", "other").indexOf(caller);
            Response answer = send(callers.get(caller), row.get(0), row.get(1));

            assertThat(answer.getStatus()).as("%s %s", caller, row).isEqualTo(Integer.parseInt(row.get(2 + column)));
            String body = answer.readEntity(String.class);
            assertThat(body)
                    .as("%s %s", caller, row)
                    .doesNotContain("@example.com")
                    .doesNotContain("TEST-");
            if (!caller.equals("owner")) {
                assertThat(body).as("%s %s", caller, row).doesNotContain(SECRET);
            }
        }
    }

    private Response send(Function<String, Invocation.Builder> caller, String method, String template) {
        String path = template.substring(1)
                .replace("{uuid}", crud)
                .replace("{message_group_uuid}", conversation)
                .replace("{handle}", template.startsWith("/messages") ? partner : owner);
        // A stream has no end; HEAD is answered as GET is.
        String asked = template.endsWith("/stream") ? "HEAD" : method;
        Invocation.Builder request = caller.apply(path.equals("activities/search") ? path + "?term=table" : path);
        Entity<String> body =
                switch (template) {
                    case "/activities" -> newCrud();
                    case "/activities/{uuid}/reply" -> Entity.json(json("user_handle", owner, "message", "An answer"));
                    case "/messages" -> newMessage("Hello");
                    case "/users/me" -> Entity.json(json("display_name", "Somebody", "bio", ""));
                    default -> Entity.json("");
                };
        boolean sends = method.equals("POST") || method.equals("PUT");
        return sends ? request.method(asked, body) : request.method(asked);
    }

    private Entity<String> newCrud() {
        return Entity.json(json("user_handle", owner, "message", "On the table", "ttl", "1-hour"));
    }

    private Entity<String> newMessage(String text) {
        return Entity.json(json("message", text, "user_receiver_handle", partner));
    }
}
