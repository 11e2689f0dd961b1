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

/**
 * Uses a server with the WAR at the context root, where the application server's own endpoints would be; the shared server has it
 * elsewhere.
 */
class SecurityHeadersIT extends ServerTest {

    private static final byte[] NO_BODY = {};

    @RegisterExtension
    private static final JwtServer SERVER = new JwtServer();

    private static final Map<String, String> COMMON_HEADERS = Map.of(
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
    void a_file_has_the_security_headers(String method, String path, int status) throws IOException {
        Answer response = RawConnection.ask(SERVER.uri(), method, path);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers())
                .containsAllEntriesOf(COMMON_HEADERS)
                .hasEntrySatisfying(
                        "Permissions-Policy", features -> assertThat(features).contains("geolocation=()"))
                .hasEntrySatisfying("Content-Security-Policy", policy -> assertThat(policy)
                        .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                        .doesNotContain("unsafe"));
        assertRevealsNothingAboutTheServer(response);
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
    void an_api_response_has_the_strictest_policy(String method, String path, int status, String header)
            throws IOException {
        Answer response = RawConnection.ask(SERVER.uri(), method, path, header.replace("\\r\\n", "\r\n"));

        assertThat(response.status()).isEqualTo(status);
        assertApiHeaders(response);
        assertRevealsNothingAboutTheServer(response);
    }

    @Test
    void a_304_and_a_413_of_the_api_have_the_security_headers() throws IOException {
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
    void a_304_of_a_file_has_the_security_headers() throws IOException {
        String tag =
                RawConnection.ask(SERVER.uri(), "GET", "/favicon.svg").headers().get("ETag");

        Answer response = RawConnection.ask(SERVER.uri(), "GET", "/favicon.svg", "If-None-Match: " + tag);

        assertThat(response.status()).isEqualTo(304);
        assertThat(response.headers()).containsAllEntriesOf(COMMON_HEADERS);
    }

    /**
     * WildFly looked for a session id in such a cookie and returned 500 before the application ran. Payara rejects such bytes in a header.
     */
    @ParameterizedTest
    @ValueSource(strings = {"/favicon.svg", "/api/health-check"})
    void a_malformed_cookie_is_not_a_server_error(String path) throws IOException {
        Answer response = RawConnection.ask(SERVER.uri(), "GET", path, "Cookie: m*g)\u00e5\u00b5=9\u00aan~f");

        assertThat(response.status()).isIn(200, 400);
        if (response.status() == 400) {
            assertThat(response.text()).isIn("", "[\"bad_request\"]");
        }
    }

    @Test
    void every_api_response_has_rate_limit_headers() throws IOException {
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
    void a_malformed_api_request_gets_an_error_code() throws IOException {
        Answer response = RawConnection.ask(SERVER.uri(), "GET", "/api/activities/home", "Accept: ;;;");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("Content-Type", "application/json");
        assertThat(response.text()).isEqualTo("[\"bad_request\"]");
    }

    @Test
    void hsts_is_sent_when_a_trusted_proxy_reports_https() throws IOException {
        try (RawConnection proxy = new RawConnection(SERVER.uri(), "127.0.0.2");
                RawConnection stranger = new RawConnection(SERVER.uri(), "127.0.0.3")) {
            for (String path : new String[] {"/", "/api/health-check", "/nothing"}) {
                assertThat(proxy.send("GET", path, NO_BODY, "X-Forwarded-Proto: https")
                                .headers())
                        .containsEntry("Strict-Transport-Security", "max-age=31536000");
                assertThat(proxy.send("GET", path, NO_BODY, "X-Forwarded-Proto: http")
                                .headers())
                        .doesNotContainKey("Strict-Transport-Security");
                assertThat(stranger.send("GET", path, NO_BODY, "X-Forwarded-Proto: https")
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
    void endpoints_of_the_application_server_are_not_exposed(String path) throws IOException {
        Answer response = RawConnection.ask(SERVER.uri(), "GET", path);

        assertThat(response.status()).isIn(400, 404);
        assertRevealsNothingAboutTheServer(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/favicon.svg", "/api/activities/home", "/api/nothing"})
    void trace_is_rejected_without_an_echo(String path) throws IOException {
        Answer response = RawConnection.ask(SERVER.uri(), "TRACE", path, "X-Secret: hunter2");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.text()).doesNotContain("hunter2");
    }

    @Test
    void options_lists_the_methods_without_a_body() throws IOException {
        Answer response = RawConnection.ask(SERVER.uri(), "OPTIONS", "/api/activities/home");

        assertThat(response.headers().get("Allow")).contains("GET");
        assertThat(response.body()).isEmpty();
    }

    private static void assertApiHeaders(Answer response) {
        assertThat(response.headers())
                .containsAllEntriesOf(COMMON_HEADERS)
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    private static void assertRevealsNothingAboutTheServer(Answer response) {
        assertThat(response.headers()).doesNotContainKey("X-Powered-By");
        assertThat(response.headers().getOrDefault("Server", "")).isEmpty();
        assertThat(response.text())
                .doesNotContainIgnoringCase("payara")
                .doesNotContain("WildFly", "RFC 2068")
                .doesNotContainPattern("[a-z]Exception");
    }
}
