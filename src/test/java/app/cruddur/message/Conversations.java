package app.cruddur.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/** Requests and assertions that the tests of direct messages share. */
abstract class Conversations extends ServerTest {

    protected static JsonObject write(Person from, Person to, String message) {
        return sent(from, body("message", message, "user_receiver_handle", to.handle()));
    }

    protected static JsonObject sent(Person from, String body) {
        Response response = from.post("messages", body);
        assertThat(response.getStatus()).isEqualTo(200);
        return object(response);
    }

    protected static String body(String... namesAndValues) {
        var body = Json.createObjectBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return body.build().toString();
    }

    protected static List<JsonObject> list(Person reader, String path) {
        Response response = reader.get(path);
        assertThat(response.getStatus()).isEqualTo(200);
        return array(response).getValuesAs(JsonObject.class);
    }

    /** Reads all pages by following the {@code next} links. */
    protected static List<JsonObject> listAllPages(Person reader, String path, int limit) {
        List<JsonObject> listed = new ArrayList<>();
        Response response = reader.get(path + "?limit=" + limit);
        while (true) {
            List<JsonObject> page = array(response).getValuesAs(JsonObject.class);
            listed.addAll(page);
            Link next = response.getLink("next");
            if (next == null) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                return listed;
            }
            assertThat(page).hasSize(limit);
            response = reader.get(next.getUri().toString());
        }
    }

    protected static List<String> messages(List<JsonObject> rows) {
        return rows.stream().map(row -> row.getString("message")).toList();
    }

    /** The unread count of the conversation with another user, from the reader's list of conversations. */
    protected static int unreadCount(Person reader, Person other) {
        return list(reader, "message_groups").stream()
                .filter(group -> group.getString("handle").equals(other.handle()))
                .findFirst()
                .orElseThrow()
                .getInt("unread_count");
    }

    protected static void assertError(Response response, int status, String codes) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
    }
}
