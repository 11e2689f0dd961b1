package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private final OpenApi document = OpenApi.read();

    @Test
    void the_document_is_openapi_3_1() {
        assertThat(document.root().path("openapi").asText()).startsWith("3.1.");
        assertThat(document.violations()).isEmpty();
    }

    @Test
    void an_invalid_document_is_detected() {
        ObjectNode unknownWord = document.root().deepCopy();
        unknownWord.withObject("/paths/~1health-check/get").put("sumary", "Misspelt");
        assertThat(new OpenApi(unknownWord).violations()).isNotEmpty();

        ObjectNode wrongSchema = document.root().deepCopy();
        wrongSchema.withObject("/components/schemas/Uuid").put("type", "strin");
        assertThat(new OpenApi(wrongSchema).violations()).isNotEmpty();
    }

    @Test
    void the_document_has_the_version_of_the_project() throws IOException {
        String pom = Files.readString(java.nio.file.Path.of("pom.xml"));

        assertThat(pom)
                .contains("<artifactId>cruddur</artifactId>\n  <version>"
                        + document.root().path("info").path("version").asText() + "</version>");
    }

    @Test
    void every_reference_resolves() {
        assertThat(document.root().findValuesAsText("$ref")).isNotEmpty().allSatisfy(ref -> assertThat(
                        document.root().at(ref.substring(1)).isMissingNode())
                .as(ref)
                .isFalse());
    }

    @Test
    void the_document_and_the_code_have_the_same_operations() {
        List<String> documented = document.operations().stream()
                .filter(operation -> operation.path().startsWith("/"))
                .map(operation -> shape(operation.method(), operation.path()))
                .toList();

        assertThat(implemented()).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void every_example_is_valid_against_its_schema() {
        var violations = new TreeMap<String, List<String>>();

        eachNode(document.root(), "", (pointer, node) -> {
            JsonNode schema = node.has("schema") ? node.get("schema") : node;
            Stream.concat(
                            node.has("example") ? Stream.of(node.get("example")) : Stream.empty(),
                            OpenApi.values(node.path("examples")))
                    .map(example -> example.has("value") ? example.get("value") : example)
                    .forEach(example -> violations.put(pointer + " " + example, document.violations(schema, example)));
        });

        assertThat(violations).hasSizeGreaterThan(20).allSatisfy((location, messages) -> assertThat(messages)
                .as(location)
                .isEmpty());
    }

    @Test
    void every_string_array_and_integer_has_a_limit() {
        List<String> unlimited = new ArrayList<>();

        eachNode(document.root(), "", (pointer, node) -> {
            // Exempt: the stream, which has no end, and examples, which contain no schema.
            if (!pointer.contains("/text~1event-stream/") && !pointer.contains("/example")) {
                JsonNode type = node.path("type");
                boolean listed = node.has("enum") || node.has("const");
                if (isType(type, "string") && !listed && !node.has("maxLength")
                        || isType(type, "array") && !node.has("maxItems")
                        || isType(type, "integer") && !listed && !(node.has("minimum") && node.has("maximum"))) {
                    unlimited.add(pointer);
                }
            }
        });

        assertThat(unlimited).isEmpty();
    }

    private static boolean isType(JsonNode type, String name) {
        return type.isTextual()
                ? type.asText().equals(name)
                : OpenApi.values(type)
                        .anyMatch(each -> each.isTextual() && each.asText().equals(name));
    }

    @Test
    void operation_ids_are_unique() {
        assertThat(document.root().path("paths").findValuesAsText("operationId"))
                .hasSize(document.operations().size() - 2)
                .doesNotHaveDuplicates();
    }

    private static List<String> implemented() {
        List<String> implemented = new ArrayList<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("app.cruddur")) {
            if (resource.isAnnotatedWith(WebServlet.class)) {
                // The stream is a servlet, because JAX-RS cannot keep a response open without a thread.
                Arrays.stream(resource.getAnnotationOfType(WebServlet.class).urlPatterns())
                        .filter(path -> path.startsWith("/api/"))
                        .forEach(path -> implemented.add(shape("GET", path.substring("/api".length()))));
            }
            if (!resource.isAnnotatedWith(Path.class)) {
                continue;
            }
            Class<?> type = resource.reflect();
            for (Method method : type.getDeclaredMethods()) {
                Optional<String> verb = Arrays.stream(method.getAnnotations())
                        .map(Annotation::annotationType)
                        .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
                        .map(annotation ->
                                annotation.getAnnotation(HttpMethod.class).value())
                        .findFirst();
                Path path = method.getAnnotation(Path.class);
                String subpath = path == null ? "" : "/" + path.value();
                verb.ifPresent(name -> implemented.add(
                        shape(name, "/" + type.getAnnotation(Path.class).value() + subpath)));
            }
        }
        return implemented;
    }

    /** Method and path without the names and patterns of path parameters. */
    private static String shape(String method, String path) {
        return method + " " + path.replaceAll("\\{([^{}]|\\{[^{}]*})*}", "{}").replaceAll("/+", "/");
    }

    private static void eachNode(JsonNode node, String pointer, java.util.function.BiConsumer<String, JsonNode> visit) {
        visit.accept(pointer, node);
        node.properties()
                .forEach(member -> eachNode(
                        member.getValue(), pointer + "/" + member.getKey().replace("/", "~1"), visit));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            eachNode(node.get(i), pointer + "/" + i, visit);
        }
    }
}
