package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import app.cruddur.support.ServerTest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends to every path of {@code openapi.yaml} every method that the document does not list for it. */
class MethodNotAllowedIT extends ServerTest {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "UNKNOWN");

    static Stream<String> paths() {
        return methods().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void an_unsupported_method_is_405_and_allow_lists_the_supported_ones(String template) throws Exception {
        Set<String> allowed = methods().get(template);
        String path = template.replace("{handle}", "andrewbrown")
                .replaceAll("\\{[^}]*}", "4938d077-e0ae-4120-a66b-1abb66b4f879");

        for (String target : List.of(path, path + "/")) {
            for (String method : METHODS) {
                // The stream is a servlet; the server does not find it at a path with a trailing slash.
                boolean isNotFound = target.endsWith("/") && template.endsWith("/stream");
                if (!allowed.contains(method) && !isNotFound) {
                    Answer answer = send(method, target);

                    assertThat(answer.status()).as("%s %s", method, target).isEqualTo(405);
                    assertThat(Arrays.asList(answer.headers().get("Allow").split(", ?")))
                            .as("%s %s", method, target)
                            .containsExactlyInAnyOrderElementsOf(allowed);
                    assertThat(answer.text()).isEqualTo(method.equals("HEAD") ? "" : "[\"method_not_allowed\"]");
                }
            }
        }
    }

    /** Uses a raw connection, because the tests' HTTP client does not send every method. */
    private Answer send(String method, String path) throws Exception {
        URI server = home();
        String body = List.of("POST", "PUT", "PATCH").contains(method) ? "{}" : "";
        try (RawConnection connection = new RawConnection(server)) {
            return connection.send(
                    method,
                    server.getRawPath() + "api" + path,
                    body.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    "Content-Type: application/json",
                    "X-Cruddur-User: andrewbrown");
        }
    }

    /** Allowed methods by path; {@code HEAD} is allowed where {@code GET} is, {@code OPTIONS} everywhere. */
    private static Map<String, Set<String>> methods() {
        Map<String, Set<String>> methods = new TreeMap<>();
        for (String name : OpenApi.read().names()) {
            String[] parts = name.split(" ", 2);
            Set<String> methodsOfPath = methods.computeIfAbsent(parts[1], path -> new TreeSet<>(Set.of("OPTIONS")));
            methodsOfPath.add(parts[0]);
            if (parts[0].equals("GET")) {
                methodsOfPath.add("HEAD");
            }
        }
        return methods;
    }
}
