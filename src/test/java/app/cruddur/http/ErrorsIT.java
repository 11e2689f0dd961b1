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
    void an_unknown_path_or_activity_is_404(String path, String codes) {
        Response response = get(path == null ? "" : path);

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getMediaType()).hasToString("application/json");
        assertThat(response.readEntity(String.class)).isEqualTo(codes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void an_unsupported_method_is_405_and_allow_lists_the_supported_ones(String method) {
        Response response = api().path("activities").request().method(method);

        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.getHeaderString("Allow")).contains("POST");
        assertThat(response.readEntity(String.class)).isEqualTo("[\"method_not_allowed\"]");
    }

    @Test
    void an_unparsable_accept_header_is_400() {
        Response answer = client().target(home().resolve("api/activities/home"))
                .request()
                .header("Accept", ";;;")
                .get();

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.readEntity(String.class)).isEqualTo("[\"bad_request\"]");
    }

    @Test
    void a_client_that_does_not_accept_json_gets_406() {
        Response response = api().path("activities/home").request("text/html").get();

        assertThat(response.getStatus()).isEqualTo(406);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"not_acceptable\"]");
    }

    @Test
    void an_unexpected_error_is_500_with_a_request_id_and_no_details() {
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
