package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import app.cruddur.support.ServerTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table "Responses of the application servers" in {@code docs/security.md}: requests that a server answers before the code of the WAR. */
class ServerResponsesIT extends ServerTest {

    private static final boolean IS_WILDFLY = "wildfly".equals(System.getProperty("arquillian.launch"));

    @ParameterizedTest
    @CsvSource({
        // path, statuses on Payara, statuses on WildFly
        "api/%zz, 200, 400",
        "api/%00, 400, 400 404",
        "api/%ff, 400, 400 404",
        "api/\\, 400, 400 404",
        "api/ü, 400, 400 404",
        "WEB-INF/web.xml, 404, 404",
        "WEB-INF, 301 302, 404",
        "WEB-INF;x, 301 302, 404",
        "WEB-INF;x/web.xml, 301 302, 404",
        "docs, 301 302, 301 302"
    })
    void a_path_that_the_server_answers_itself_reveals_nothing(String path, String onPayara, String onWildFly)
            throws IOException {
        Answer response = RawConnection.ask(home(), "GET", path(path));

        assertExpected(response, onPayara, onWildFly);
    }

    @ParameterizedTest
    @CsvSource({"api/%zz, 200, 400", "api/%00, 400, 400 404"})
    void a_rejected_path_has_no_effect(String path, String onPayara, String onWildFly) throws IOException {
        Answer response = RawConnection.ask(home(), "POST", path(path), "Content-Type: application/json");

        assertExpected(response, onPayara, onWildFly);
        assertThat(response.text()).doesNotContain("uuid");
    }

    @ParameterizedTest
    @CsvSource({"9000, 1, 400, 200", "10, 101, 400, 200", "10, 201, 400, 400"})
    void long_or_many_headers_are_limited(int length, int count, String onPayara, String onWildFly) throws IOException {
        String[] headers = new String[count];
        Arrays.setAll(headers, i -> "X-Header-" + i + ": " + "a".repeat(length));

        Answer response = RawConnection.ask(home(), "GET", path("api/health-check"), headers);

        assertExpected(response, onPayara, onWildFly);
    }

    @Test
    void a_long_path_is_not_a_server_error() throws IOException {
        Answer response = RawConnection.ask(home(), "GET", path("api/activities/" + "a".repeat(9000)));

        assertExpected(response, "400", "404");
    }

    @Test
    void a_control_character_in_a_header_is_not_a_server_error() throws IOException {
        Answer response = RawConnection.ask(home(), "GET", path("api/health-check"), "X-Header: a\u0001b");

        assertExpected(response, "400", "200");
    }

    @Test
    void a_content_length_that_is_too_small_truncates_the_body() throws IOException {
        String request = "POST " + path("api/activities")
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n"
                + "{\"user_handle\":\"bayko\",\"message\":\"short\",\"ttl\":\"1-hour\"}";
        try (RawConnection connection = new RawConnection(home())) {
            Answer response = connection.send(request.getBytes(StandardCharsets.UTF_8), false);

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).isEqualTo("[\"json_malformed\"]");
        }
    }

    @Test
    void an_announced_body_of_more_than_ten_megabytes_is_rejected() throws IOException {
        Answer response = RawConnection.ask(
                home(), "POST", path("api/activities"), "Content-Type: application/json", "Content-Length: 11000000");

        assertExpected(response, "413", "400 413");
    }

    private static void assertExpected(Answer response, String onPayara, String onWildFly) {
        assertThat((IS_WILDFLY ? onWildFly : onPayara).split(" ")).contains(String.valueOf(response.status()));
        assertThat(response.text())
                .doesNotContainPattern("[a-z]Exception")
                .doesNotContain("\tat ", "web-inf", "SELECT");
    }

    private String path(String path) {
        return home().getPath() + path;
    }
}
