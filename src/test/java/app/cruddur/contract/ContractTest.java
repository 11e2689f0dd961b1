package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that {@link Contract} detects violations. */
class ContractTest {

    private static final OpenApi DOCUMENT = OpenApi.read();
    private static final String HEALTHY =
            "{\"success\":true,\"version\":\"1.0.0\",\"database\":\"up\",\"warnings\":[]}";
    private static final Map<String, String> JSON = Map.of(
            "content-type",
            "application/json",
            "cache-control",
            "no-cache",
            "etag",
            "\"1\"",
            "x-request-id",
            "0k3f9a1c2zq7d",
            "x-ratelimit-limit",
            "600",
            "x-ratelimit-remaining",
            "599",
            "x-ratelimit-reset",
            "1");

    private final Contract contract = new Contract(DOCUMENT);

    @Test
    void a_documented_response_is_allowed() {
        assertThat(answer("GET", "/health-check", 200, JSON, HEALTHY)).isEmpty();
        assertThat(answer("GET", "/activities/home", 200, JSON, "[]")).isEmpty();
        assertThat(answer("GET", "/activities/x", 404, without(JSON, "etag"), "[\"activity_not_found\"]"))
                .isEmpty();
        assertThat(answer("GET", "/nowhere", 404, without(JSON, "etag"), "[\"not_found\"]"))
                .isEmpty();
    }

    @Test
    void an_undocumented_status_is_a_violation() {
        assertThat(answer("GET", "/health-check", 201, JSON, HEALTHY))
                .containsExactly("GET /health-check has no answer 201");
        assertThat(answer("GET", "/nowhere", 200, JSON, HEALTHY)).hasSize(1);
        assertThat(answer("PATCH", "/health-check", 200, JSON, HEALTHY)).hasSize(1);
    }

    @Test
    void a_body_that_does_not_match_its_schema_is_a_violation() {
        assertThat(answer("GET", "/health-check", 200, JSON, HEALTHY.replace("up", "down")))
                .hasSize(1);
        assertThat(answer("GET", "/health-check", 200, JSON, HEALTHY.replace("}", ",\"more\":1}")))
                .singleElement()
                .asString()
                .contains("more");
        assertThat(answer("GET", "/health-check", 200, JSON, "")).hasSize(1);
        assertThat(answer("GET", "/health-check", 200, JSON, HEALTHY + "x")).hasSize(1);
        assertThat(answer("GET", "/activities/x", 404, without(JSON, "etag"), "[\"user_not_found\"]"))
                .hasSize(1);
        assertThat(answer("GET", "/activities/x", 404, without(JSON, "etag"), "[]"))
                .hasSize(1);
    }

    @Test
    void an_undocumented_field_is_detected_at_any_depth() {
        String reply = activity("\"1e2c1f2d-6f0e-4b8e-9f0a-0c5a4cf4d6f3\"", "");
        String crud = activity("null", ",\"replies\":[" + reply + "]");
        assertThat(answer("GET", "/activities/home", 200, JSON, "[" + crud + "]"))
                .isEmpty();

        String leaking = activity("null", ",\"replies\":[" + reply.replace("}", ",\"email\":\"a@b.c\"}") + "]");
        assertThat(answer("GET", "/activities/home", 200, JSON, "[" + leaking + "]"))
                .anyMatch(violation -> violation.contains("email"));
        assertThat(answer("GET", "/activities/home", 200, JSON, "[" + reply + "]"))
                .anyMatch(violation -> violation.contains("replies"));
        assertThat(answer("GET", "/activities/home", 200, JSON, "[" + crud.replace("+00:00", "+12:00") + "]"))
                .isNotEmpty();
    }

    @Test
    void headers_are_checked() {
        assertThat(answer("GET", "/health-check", 200, without(JSON, "cache-control"), HEALTHY))
                .containsExactly("header Cache-Control is missing");
        assertThat(answer("GET", "/health-check", 200, with(JSON, "cache-control", "public"), HEALTHY))
                .hasSize(1);
        assertThat(answer("GET", "/health-check", 200, with(JSON, "content-type", "text/html"), HEALTHY))
                .containsExactly("the content type is text/html");
        assertThat(answer("GET", "/health-check", 200, with(JSON, "retry-after", "2"), HEALTHY))
                .containsExactly("header retry-after is not documented here");
        assertThat(answer("GET", "/health-check", 200, with(JSON, "server", "x"), HEALTHY))
                .isEmpty();
    }

    @Test
    void an_invalid_request_is_a_violation_unless_it_is_rejected() {
        assertThat(violations("GET", "/activities/home", "limit=0", Map.of(), "", 200, JSON, "[]"))
                .hasSize(1);
        assertThat(violations("GET", "/activities/home", "limti=5", Map.of(), "", 200, JSON, "[]"))
                .hasSize(1);
        assertThat(violations("GET", "/activities/home", "limit=5", Map.of(), "", 200, JSON, "[]"))
                .isEmpty();
        assertThat(violations(
                        "GET",
                        "/activities/home",
                        "limit=0",
                        Map.of(),
                        "",
                        422,
                        without(JSON, "etag"),
                        "[\"limit_invalid\"]"))
                .isEmpty();
        assertThat(violations("PUT", "/users/me", null, Map.of(), "{}", 500, JSON, "[\"internal_error\"]"))
                .anyMatch(violation -> violation.startsWith("request's body"))
                .contains("request names no caller, and was let pass");
    }

    @Test
    void the_most_literal_path_template_wins() {
        assertThat(DOCUMENT.operation("GET", "/activities/home").path()).isEqualTo("/activities/home");
        assertThat(DOCUMENT.operation("GET", "/activities/@bayko").path()).isEqualTo("/activities/@{handle}");
        assertThat(DOCUMENT.operation("GET", "/activities/bayko").path()).isEqualTo("/activities/{uuid}");
        assertThat(DOCUMENT.operation("GET", "/activities/a/b").path()).isEqualTo(OpenApi.UNKNOWN_PATH);
        assertThat(DOCUMENT.operation("PATCH", "/activities/home").path()).isEqualTo(OpenApi.UNKNOWN_METHOD);
    }

    @Test
    void a_response_is_untested_until_a_test_receives_it() {
        assertThat(contract.untestedResponses()).contains("GET /health-check 200 was met by no test");

        answer("GET", "/health-check", 200, JSON, HEALTHY);

        assertThat(contract.untestedResponses()).doesNotContain("GET /health-check 200 was met by no test");
    }

    @Test
    void a_common_response_needs_a_test_on_one_operation_only() {
        String untested = "#/components/responses/InternalError was met by no test";
        assertThat(contract.untestedResponses()).containsOnlyOnce(untested);

        answer("GET", "/health-check", 500, JSON, "[\"internal_error\"]");

        assertThat(contract.untestedResponses()).doesNotContain(untested);
    }

    private List<String> answer(String method, String path, int status, Map<String, String> headers, String body) {
        return violations(method, path, null, Map.of(), "", status, headers, body);
    }

    private List<String> violations(
            String method,
            String path,
            String query,
            Map<String, String> sentHeaders,
            String sent,
            int status,
            Map<String, String> headers,
            String body) {
        return contract.violations(new Exchange(method, path, query, sentHeaders, sent, status, headers, body));
    }

    private static String activity(String replyTo, String more) {
        return """
                {"uuid":"1e2c1f2d-6f0e-4b8e-9f0a-0c5a4cf4d6f3","display_name":"Andrew Brown","handle":"andrewbrown","message":"hi",
                "replies_count":0,"reposts_count":0,"likes_count":0,"reply_to_activity_uuid":%s,
                "expires_at":"2026-11-22T18:11:03.12+00:00","created_at":"2026-11-22T18:11:03+00:00"%s}"""
                .formatted(replyTo, more);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> headers, String name) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.remove(name);
        return changed;
    }
}
