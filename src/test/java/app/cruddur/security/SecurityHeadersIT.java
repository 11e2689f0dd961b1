package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.JwtServer;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import app.cruddur.support.ServerTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At the root of a server, where all is that the server adds of its own; the tests' other one has the WAR elsewhere. */
class SecurityHeadersIT extends ServerTest {

    private static final byte[] NOTHING = {};

    @RegisterExtension
    private static final JwtServer SERVER = new JwtServer();

    private static final Map<String, String> ON_ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp");

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "HEAD, /, 200",
        "GET, /favicon.svg, 200",
        "GET, /openapi.yaml, 200",
        "GET, /docs/, 200",
        "GET, /docs/swagger-ui.css, 200",
        "GET, /js/nothing.js, 404",
        "GET, /WEB-INF/../nothing.js, 404",
        "GET, /error, 404",
        "POST, /, 405",
        "PUT, /favicon.svg, 405",
        "DELETE, /favicon.svg, 405",
        "OPTIONS, /favicon.svg, 405",
        "NONSENSE, /, 405"
    })
    void a_files_answer_says_what_a_browser_may_do_with_it(String method, String path, int status) throws IOException {
        Answer answer = RawConnection.ask(SERVER.uri(), method, path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers())
                .containsAllEntriesOf(ON_ALL)
                .hasEntrySatisfying(
                        "Permissions-Policy", features -> assertThat(features).contains("geolocation=()"))
                .hasEntrySatisfying("Content-Security-Policy", policy -> assertThat(policy)
                        .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                        .doesNotContain("unsafe"));
        assertTellsNothingOfTheServer(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/health-check|200|Accept: */*",
                "HEAD|/api/activities/home|200|Accept: */*",
                "GET|/api/nothing|404|Accept: */*",
                "GET|/api|404|Accept: */*",
                "DELETE|/api/activities|405|Accept: */*",
                "NONSENSE|/api/activities/home|405|Accept: */*",
                "GET|/api/activities/home|406|Accept: text/html",
                "GET|/api/activities/home|400|Accept: ;;;",
                "GET|/api/activities/home?limit=0|422|Accept: */*",
                "GET|/api/message_groups|401|Accept: */*",
                "OPTIONS|/api/activities/home|200|Accept: */*",
                "OPTIONS|/api/activities|204|Origin: http://localhost:3000\\r\\nAccess-Control-Request-Method: POST"
            })
    void an_answer_of_the_api_may_do_nothing_at_all(String method, String path, int status, String header)
            throws IOException {
        Answer answer = RawConnection.ask(SERVER.uri(), method, path, header.replace("\\r\\n", "\r\n"));

        assertThat(answer.status()).isEqualTo(status);
        assertApiHeaders(answer);
        assertTellsNothingOfTheServer(answer);
    }

    @Test
    void so_does_one_without_a_body_or_to_a_body_too_long() throws IOException {
        String tag = RawConnection.ask(SERVER.uri(), "GET", "/api/users/@bayko")
                .headers()
                .get("ETag");
        Answer notModified = RawConnection.ask(SERVER.uri(), "GET", "/api/users/@bayko", "If-None-Match: " + tag);
        assertThat(notModified.status()).isEqualTo(304);
        assertApiHeaders(notModified);

        try (RawConnection connection = new RawConnection(home())) {
            Answer tooLarge = connection.send(
                    "POST", home().getPath() + "api/activities", new byte[20_000], "Content-Type: application/json");
            assertThat(tooLarge.status()).isEqualTo(413);
            assertApiHeaders(tooLarge);
        }
    }

    @Test
    void a_file_that_is_held_already_has_them_too() throws IOException {
        String tag =
                RawConnection.ask(SERVER.uri(), "GET", "/favicon.svg").headers().get("ETag");

        Answer answer = RawConnection.ask(SERVER.uri(), "GET", "/favicon.svg", "If-None-Match: " + tag);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.headers()).containsAllEntriesOf(ON_ALL);
    }

    /** WildFly looked for a session in it, and answered 500 before any of our code. Payara takes no such bytes in a header. */
    @ParameterizedTest
    @ValueSource(strings = {"/favicon.svg", "/api/health-check"})
    void a_cookie_that_nobody_can_read_is_no_error_of_the_server(String path) throws IOException {
        Answer answer = RawConnection.ask(SERVER.uri(), "GET", path, "Cookie: m*g)\u00e5\u00b5=9\u00aan~f");

        assertThat(answer.status()).isIn(200, 400);
        if (answer.status() == 400) {
            assertThat(answer.text()).isIn("", "[\"bad_request\"]");
        }
    }

    @Test
    void every_answer_of_the_api_says_how_the_caller_stands() throws IOException {
        for (String path : new String[] {"/api/health-check", "/api/nothing", "/api/message_groups"}) {
            assertThat(RawConnection.ask(SERVER.uri(), "GET", path).headers())
                    .as(path)
                    .containsKeys("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
        }
        assertThat(RawConnection.ask(SERVER.uri(), "GET", "/api/health-check", "Accept: ;;;")
                        .headers())
                .containsKeys("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
    }

    @Test
    void whoever_asks_for_something_broken_under_api_gets_a_code() throws IOException {
        Answer answer = RawConnection.ask(SERVER.uri(), "GET", "/api/activities/home", "Accept: ;;;");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        assertThat(answer.text()).isEqualTo("[\"bad_request\"]");
    }

    @Test
    void whom_a_trusted_proxy_says_to_have_heard_by_tls_is_told_to_stay_with_it() throws IOException {
        try (RawConnection proxy = new RawConnection(SERVER.uri(), "127.0.0.2");
                RawConnection stranger = new RawConnection(SERVER.uri(), "127.0.0.3")) {
            for (String path : new String[] {"/", "/api/health-check", "/nothing"}) {
                assertThat(proxy.send("GET", path, NOTHING, "X-Forwarded-Proto: https")
                                .headers())
                        .containsEntry("Strict-Transport-Security", "max-age=31536000");
                assertThat(proxy.send("GET", path, NOTHING, "X-Forwarded-Proto: http")
                                .headers())
                        .doesNotContainKey("Strict-Transport-Security");
                assertThat(stranger.send("GET", path, NOTHING, "X-Forwarded-Proto: https")
                                .headers())
                        .doesNotContainKey("Strict-Transport-Security");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/live",
                "/health/ready",
                "/metrics",
                "/metrics/base",
                "/openapi",
                "/api/../metrics",
                "//metrics",
                "/metrics;x=y",
                "/%6detrics",
                "/api/application.wadl",
                "/api/application.wadl/xsd0.xsd",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/management"
            })
    void what_the_server_would_add_is_not_there(String path) throws IOException {
        Answer answer = RawConnection.ask(SERVER.uri(), "GET", path);

        assertThat(answer.status()).isIn(400, 404);
        assertTellsNothingOfTheServer(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/favicon.svg", "/api/activities/home", "/api/nothing"})
    void nobody_gets_their_own_request_back(String path) throws IOException {
        Answer answer = RawConnection.ask(SERVER.uri(), "TRACE", path, "X-Secret: hunter2");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).doesNotContain("hunter2");
    }

    @Test
    void options_names_the_methods_and_describes_nothing() throws IOException {
        Answer answer = RawConnection.ask(SERVER.uri(), "OPTIONS", "/api/activities/home");

        assertThat(answer.headers().get("Allow")).contains("GET");
        assertThat(answer.body()).isEmpty();
    }

    private static void assertApiHeaders(Answer answer) {
        assertThat(answer.headers())
                .containsAllEntriesOf(ON_ALL)
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    private static void assertTellsNothingOfTheServer(Answer answer) {
        assertThat(answer.headers()).doesNotContainKey("X-Powered-By");
        assertThat(answer.headers().getOrDefault("Server", "")).isEmpty();
        assertThat(answer.text())
                .doesNotContainIgnoringCase("payara")
                .doesNotContain("WildFly", "Exception", "RFC 2068");
    }
}
