package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsIT extends ServerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|[\"not_found\"]",
                "activities/home/more|[\"not_found\"]",
                "|[\"not_found\"]",
                "activities/@|[\"activity_not_found\"]",
                "activities/homes|[\"activity_not_found\"]",
                "activities/not-a-uuid|[\"activity_not_found\"]",
                "activities/00000000-0000-0000-0000-000000000000|[\"activity_not_found\"]"
            })
    void what_is_not_there_is_404(String path, String codes) {
        Response response = get(path == null ? "" : path);

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getMediaType()).hasToString("application/json");
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void a_wrong_method_is_405_and_the_right_ones_are_named(String method) {
        Response response = api().path("activities").request().method(method);

        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.getHeaderString("Allow")).contains("POST");
        assertThat(response.readEntity(String.class)).isEqualTo("[\"method_not_allowed\"]");
    }

    @Test
    void an_accept_that_cannot_be_read_is_400() {
        Response answer = client().target(home().resolve("api/activities/home"))
                .request()
                .header("Accept", ";;;")
                .get();

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.readEntity(String.class)).isEqualTo("[\"bad_request\"]");
    }

    @Test
    void whoever_takes_no_json_gets_406() {
        Response response = api().path("activities/home").request("text/html").get();

        assertThat(response.getStatus()).isEqualTo(406);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"not_acceptable\"]");
    }

    @Test
    void what_nobody_foresaw_is_500_with_an_id_and_nothing_of_what_happened() {
        TestDatabase.run("ALTER VIEW feed_activities RENAME TO feed_activities_away");
        try {
            Response response = get("activities/home?limit=3");

            assertThat(response.getStatus()).isEqualTo(500);
            assertThat(response.readEntity(String.class)).isEqualTo("[\"internal_error\"]");
            assertThat(response.getHeaderString("X-Request-Id")).matches("[0-9a-z]{13}|[0-9a-f]{32}");
        } finally {
            TestDatabase.run("ALTER VIEW feed_activities_away RENAME TO feed_activities");
        }
        assertThat(get("activities/home").getStatus()).isEqualTo(200);
    }
}
