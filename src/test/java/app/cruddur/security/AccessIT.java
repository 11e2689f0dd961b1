package app.cruddur.security;

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

/** Sends every operation in the authorization table of {@code docs/security.md} as every kind of caller. */
class AccessIT extends JwtTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Z]+) (/[^`]*)`[^|]*\\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|$");

    private static final String PRIVATE_MESSAGE = "Between the two of us";

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
    void createCrudAndMessage() {
        JsonObject published = object(as(owner, "activities").post(newCrud()));
        crud = published.getString("uuid");
        conversation =
                object(as(owner, "messages").post(newMessage(PRIVATE_MESSAGE))).getString("message_group_uuid");
    }

    static Stream<List<String>> table() throws IOException {
        String text = Files.readString(Path.of("docs/security.md"));
        return ROW.matcher(text.substring(text.indexOf("## Authorization")))
                .results()
                .map(row -> Stream.of(1, 2, 3, 4, 5, 6).map(row::group).toList());
    }

    @Test
    void the_table_contains_every_operation() throws IOException {
        assertThat(table().map(row -> row.get(0) + " " + row.get(1)))
                .containsExactlyInAnyOrderElementsOf(OpenApi.read().names());
    }

    @ParameterizedTest
    @MethodSource("table")
    void every_operation_has_the_status_in_the_table_and_reveals_no_private_data(List<String> row) {
        // The owner comes last, because the owner may delete the crud or the account.
        for (String caller : List.of("guest", "no row", "other", "owner")) {
            int column = List.of("guest", "no row", "owner", "other").indexOf(caller);
            Response response = send(callers.get(caller), row.get(0), row.get(1));

            assertThat(response.getStatus()).as("%s %s", caller, row).isEqualTo(Integer.parseInt(row.get(2 + column)));
            String body = response.readEntity(String.class);
            assertThat(body)
                    .as("%s %s", caller, row)
                    .doesNotContain("@example.com")
                    .doesNotContain("TEST-");
            if (!caller.equals("owner")) {
                assertThat(body).as("%s %s", caller, row).doesNotContain(PRIVATE_MESSAGE);
            }
        }
    }

    @Test
    void a_crud_without_an_author_belongs_to_the_caller() {
        Entity<String> body = Entity.json(json("message", "By the caller", "ttl", "1-hour"));
        Map<String, Integer> statuses = Map.of("guest", 401, "no row", 403, "owner", 200, "other", 200);

        statuses.forEach((caller, status) -> {
            Response response = callers.get(caller).apply("activities").post(body);
            assertThat(response.getStatus()).as(caller).isEqualTo(status);
        });
        assertThat(object(as(other, "activities").post(body)).getString("handle"))
                .isEqualTo(other);
    }

    private Response send(Function<String, Invocation.Builder> caller, String method, String template) {
        String path = template.substring(1)
                .replace("{uuid}", crud)
                .replace("{message_group_uuid}", conversation)
                .replace("{handle}", template.startsWith("/message") ? partner : owner);
        // A stream has no end; HEAD has the same status as GET.
        String sentMethod = template.endsWith("/stream") ? "HEAD" : method;
        Invocation.Builder request = caller.apply(path.equals("activities/search") ? path + "?term=table" : path);
        Entity<String> body =
                switch (template) {
                    case "/activities" -> newCrud();
                    case "/activities/notifications/read" -> Entity.json(json("read_at", "2026-11-28T12:00:00Z"));
                    case "/activities/{uuid}", "/message_groups/{message_group_uuid}" ->
                        Entity.json(json("ttl", "1-day"));
                    case "/activities/{uuid}/reply" -> Entity.json(json("user_handle", owner, "message", "An answer"));
                    case "/messages" -> newMessage("Hello");
                    case "/users/me" -> Entity.json(json("display_name", "A Name", "bio", ""));
                    default -> Entity.json("");
                };
        boolean hasBody = List.of("POST", "PUT", "PATCH").contains(method);
        return hasBody ? request.method(sentMethod, body) : request.method(sentMethod);
    }

    private Entity<String> newCrud() {
        return Entity.json(json("user_handle", owner, "message", "On the table", "ttl", "1-hour"));
    }

    private Entity<String> newMessage(String text) {
        return Entity.json(json("message", text, "user_receiver_handle", partner));
    }
}
