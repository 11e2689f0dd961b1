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

/** What the tests of direct messages say and hear. */
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

    /** Follows the links to the end. */
    protected static List<JsonObject> walk(Person reader, String path, int limit) {
        List<JsonObject> met = new ArrayList<>();
        Response response = reader.get(path + "?limit=" + limit);
        while (true) {
            List<JsonObject> page = array(response).getValuesAs(JsonObject.class);
            met.addAll(page);
            Link next = response.getLink("next");
            if (next == null) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                return met;
            }
            assertThat(page).hasSize(limit);
            response = reader.get(next.getUri().toString());
        }
    }

    protected static List<String> messages(List<JsonObject> rows) {
        return rows.stream().map(row -> row.getString("message")).toList();
    }

    /** What the caller's list says of the conversation with somebody. */
    protected static int unread(Person reader, Person other) {
        return list(reader, "message_groups").stream()
                .filter(group -> group.getString("handle").equals(other.handle()))
                .findFirst()
                .orElseThrow()
                .getInt("unread_count");
    }

    protected static void assertRefused(Response response, int status, String codes) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
    }
}
