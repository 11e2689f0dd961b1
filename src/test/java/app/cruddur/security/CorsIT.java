package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/**
 * Tests CORS headers of preflight and actual requests. Uses {@code java.net.http}, because the JAX-RS client does not send these headers.
 */
class CorsIT extends ServerTest {

    /** The value of FRONTEND_URL in pom.xml, without its trailing slash. */
    private static final String FRONT_END = "http://localhost:3000";

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void preflights_of_the_front_end_are_allowed() throws Exception {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            var response = send("OPTIONS", "activities", FRONT_END, method);

            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(FRONT_END);
            assertThat(response.headers()
                            .firstValue("Access-Control-Allow-Methods")
                            .orElseThrow())
                    .contains(method);
            assertThat(response.headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElseThrow()
                            .split(", "))
                    .contains("Authorization", "Content-Type", "If-None-Match", "Idempotency-Key", "X-Cruddur-User");
            assertThat(response.headers().firstValue("Access-Control-Max-Age")).isPresent();
        }
    }

    @Test
    void the_front_end_may_read_responses_errors_and_the_headers_it_needs() throws Exception {
        for (String path : new String[] {"activities/home", "activities/@unknown", "nonsense"}) {
            var response = send("GET", path, FRONT_END, null);

            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(path)
                    .hasValue(FRONT_END);
            assertThat(response.headers()
                            .firstValue("Access-Control-Expose-Headers")
                            .orElseThrow())
                    .contains("Link", "Location", "ETag", "Retry-After");
            assertThat(response.headers().allValues("Vary").toString()).contains("Origin");
            assertThat(response.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
        }
    }

    @Test
    void other_origins_get_no_cors_headers() throws Exception {
        for (String origin :
                new String[] {"http://localhost:3001", "https://localhost:3000", "null", "http://evil.example"}) {
            assertThat(send("OPTIONS", "activities", origin, "POST").headers().map())
                    .doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
            assertThat(send("GET", "activities/home", origin, null).headers().map())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    private HttpResponse<String> send(String method, String path, String origin, String requestedMethod)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(home().resolve("api/" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin);
        if (requestedMethod != null) {
            request.header("Access-Control-Request-Method", requestedMethod)
                    .header("Access-Control-Request-Headers", "content-type,idempotency-key");
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
