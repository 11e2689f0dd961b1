package app.cruddur.observability;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.MetricsEndpointFilter;
import app.cruddur.contract.OpenApi;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    @BeforeAll
    static void add_the_routes_as_the_servers_do() {
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("app.cruddur")) {
            if (type.isAnnotatedWith(Path.class)) {
                Arrays.stream(type.reflect().getDeclaredMethods())
                        .filter(RoutesTest::isResourceMethod)
                        .forEach(method -> new ResourceRoutes().configure(new Info(type.reflect(), method), null));
            } else if (type.isAnnotatedWith(WebServlet.class)) {
                Arrays.stream(type.getAnnotationOfType(WebServlet.class).urlPatterns())
                        .filter(RequestPath::isApi)
                        .forEach(Routes::add);
            }
        }
        new MetricsEndpointFilter().init();
    }

    private static boolean isResourceMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private record Info(Class<?> getResourceClass, Method getResourceMethod) implements ResourceInfo {}

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
        for (String path : List.of("/", "", "/app/navigation.js", "/apix", "/error")) {
            assertThat(Routes.of(path).template()).as(path).isEqualTo("static");
        }
    }
}
