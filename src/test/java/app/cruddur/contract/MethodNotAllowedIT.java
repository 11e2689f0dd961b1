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

/** Every path of {@code openapi.yaml} with every method that it does not list. */
class MethodNotAllowedIT extends ServerTest {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "UNKNOWN");

    static Stream<String> paths() {
        return methods().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_method_that_a_path_does_not_have_is_405_and_allow_lists_those_that_it_has(String template) throws Exception {
        Set<String> allowed = methods().get(template);
        String path = template.replace("{handle}", "andrewbrown")
                .replaceAll("\\{[^}]*}", "4938d077-e0ae-4120-a66b-1abb66b4f879");

        for (String target : List.of(path, path + "/")) {
            for (String method : METHODS) {
                // With a slash at the end a servlet is not found: the stream is one.
                boolean isElsewhere = target.endsWith("/") && template.endsWith("/stream");
                if (!allowed.contains(method) && !isElsewhere) {
                    Answer answer = ask(method, target);

                    assertThat(answer.status()).as("%s %s", method, target).isEqualTo(405);
                    assertThat(Arrays.asList(answer.headers().get("Allow").split(", ?")))
                            .as("%s %s", method, target)
                            .containsExactlyInAnyOrderElementsOf(allowed);
                    assertThat(answer.text()).isEqualTo(method.equals("HEAD") ? "" : "[\"method_not_allowed\"]");
                }
            }
        }
    }

    /** Not by the tests' client, which does not send every method. */
    private Answer ask(String method, String path) throws Exception {
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

    /** By path; {@code HEAD} is wherever {@code GET} is, {@code OPTIONS} everywhere. */
    private static Map<String, Set<String>> methods() {
        Map<String, Set<String>> methods = new TreeMap<>();
        for (String name : OpenApi.read().names()) {
            String[] both = name.split(" ", 2);
            Set<String> ofPath = methods.computeIfAbsent(both[1], path -> new TreeSet<>(Set.of("OPTIONS")));
            ofPath.add(both[0]);
            if (both[0].equals("GET")) {
                ofPath.add("HEAD");
            }
        }
        return methods;
    }
}
