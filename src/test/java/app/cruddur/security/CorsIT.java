package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ServerTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What a browser is told before and with a call from another origin; on the wire, for the JAX-RS client may not send these headers. */
class CorsIT extends ServerTest {

    /** What FRONTEND_URL says in pom.xml, which has a slash more. */
    private static final String FRONT_END = "http://localhost:3000";

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void the_front_ends_preflights_pass() throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            var answer = send("OPTIONS", "activities", FRONT_END, method);

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(FRONT_END);
            assertThat(answer.headers()
                            .firstValue("Access-Control-Allow-Methods")
                            .orElseThrow())
                    .contains(method);
            assertThat(answer.headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElseThrow()
                            .split(", "))
                    .contains("Authorization", "Content-Type", "If-None-Match", "Idempotency-Key", "X-Cruddur-User");
            assertThat(answer.headers().firstValue("Access-Control-Max-Age")).isPresent();
        }
    }

    @Test
    void its_script_may_read_answers_and_errors_and_the_headers_it_needs() throws Exception {
        for (String path : new String[] {"activities/home", "activities/@nobody", "nonsense"}) {
            var answer = send("GET", path, FRONT_END, null);

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(path)
                    .hasValue(FRONT_END);
            assertThat(answer.headers()
                            .firstValue("Access-Control-Expose-Headers")
                            .orElseThrow())
                    .contains("Link", "Location", "ETag", "Retry-After");
            assertThat(answer.headers().allValues("Vary").toString()).contains("Origin");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
        }
    }

    @Test
    void other_origins_get_nothing() throws Exception {
        for (String origin :
                new String[] {"http://localhost:3001", "https://localhost:3000", "null", "http://evil.example"}) {
            assertThat(send("OPTIONS", "activities", origin, "POST").headers().map())
                    .doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
            assertThat(send("GET", "activities/home", origin, null).headers().map())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    private HttpResponse<String> send(String method, String path, String origin, String asksFor) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(home().resolve("api/" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin);
        if (asksFor != null) {
            request.header("Access-Control-Request-Method", asksFor)
                    .header("Access-Control-Request-Headers", "content-type,idempotency-key");
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
