package app.cruddur.observability;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.contract.OpenApi;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    static Stream<String> paths() {
        return OpenApi.read().names().stream()
                .map(operation -> operation.replaceFirst("^[A-Z]+ ", ""))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void every_path_of_the_contract_is_a_separate_route(String template) {
        String path = template.replace("{handle}", "bayko").replaceAll("\\{[^}]*}", "1e2c1f2d");

        assertThat(Routes.of("/api" + path).template()).isEqualTo("/api" + template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/nothing",
                "/api/activities/",
                "/api/activities/1/2",
                "/api/activities//like",
                "/api/users/bayko",
                "/api/users/@bayko/long",
                "/api/users/@",
                "/api/messages/1/2"
            })
    void unknown_api_paths_share_one_route(String path) {
        assertThat(Routes.of(path).template()).isEqualTo("other");
    }

    @Test
    void files_share_one_route() {
        for (String path : List.of("/", "", "/app/main.js", "/apix", "/error")) {
            assertThat(Routes.of(path).template()).as(path).isEqualTo("static");
        }
    }
}
