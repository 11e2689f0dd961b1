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
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
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
        assertThat(document.faults()).isEmpty();
    }

    @Test
    void a_document_with_a_mistake_in_it_is_not() {
        ObjectNode unknownWord = document.root().deepCopy();
        unknownWord.withObject("/paths/~1health-check/get").put("sumary", "Misspelt");
        assertThat(new OpenApi(unknownWord).faults()).isNotEmpty();

        ObjectNode wrongSchema = document.root().deepCopy();
        wrongSchema.withObject("/components/schemas/Uuid").put("type", "strin");
        assertThat(new OpenApi(wrongSchema).faults()).isNotEmpty();
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(document.root().findValuesAsText("$ref")).isNotEmpty().allSatisfy(ref -> assertThat(
                        document.root().at(ref.substring(1)).isMissingNode())
                .as(ref)
                .isFalse());
    }

    @Test
    void every_method_of_the_code_is_in_the_document_and_the_other_way_round() {
        List<String> built = document.operations().stream()
                .filter(operation -> operation.path().startsWith("/"))
                .map(operation -> shape(operation.method(), operation.path()))
                .toList();

        assertThat(coded()).containsExactlyInAnyOrderElementsOf(built);
    }

    @Test
    void every_example_is_what_its_schema_says() {
        var faults = new TreeMap<String, List<String>>();

        eachNode(document.root(), "", (pointer, node) -> {
            JsonNode schema = node.has("schema") ? node.get("schema") : node;
            Stream.concat(
                            node.has("example") ? Stream.of(node.get("example")) : Stream.empty(),
                            OpenApi.values(node.path("examples")))
                    .map(example -> example.has("value") ? example.get("value") : example)
                    .forEach(example -> faults.put(pointer + " " + example, document.faults(schema, example)));
        });

        assertThat(faults)
                .hasSizeGreaterThan(20)
                .allSatisfy((at, wrong) -> assertThat(wrong).as(at).isEmpty());
    }

    @Test
    void every_text_list_and_number_has_a_limit() {
        List<String> unlimited = new ArrayList<>();

        eachNode(document.root(), "", (pointer, node) -> {
            // The stream has no end; below an example stands no schema.
            if (!pointer.contains("/text~1event-stream/") && !pointer.contains("/example")) {
                JsonNode type = node.path("type");
                boolean listed = node.has("enum") || node.has("const");
                if (isOf(type, "string") && !listed && !node.has("maxLength")
                        || isOf(type, "array") && !node.has("maxItems")
                        || isOf(type, "integer") && !listed && !(node.has("minimum") && node.has("maximum"))) {
                    unlimited.add(pointer);
                }
            }
        });

        assertThat(unlimited).isEmpty();
    }

    private static boolean isOf(JsonNode type, String name) {
        return type.isTextual()
                ? type.asText().equals(name)
                : OpenApi.values(type)
                        .anyMatch(each -> each.isTextual() && each.asText().equals(name));
    }

    @Test
    void no_two_operations_have_one_name() {
        assertThat(document.root().path("paths").findValuesAsText("operationId"))
                .hasSize(document.operations().size() - 2)
                .doesNotHaveDuplicates();
    }

    private static List<String> coded() {
        List<String> coded = new ArrayList<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("app.cruddur")) {
            if (resource.isAnnotatedWith(WebServlet.class)) {
                // The stream's, which JAX-RS cannot hold open without a thread.
                Arrays.stream(resource.getAnnotationOfType(WebServlet.class).urlPatterns())
                        .filter(path -> path.startsWith("/api/"))
                        .forEach(path -> coded.add(shape("GET", path.substring("/api".length()))));
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
                String below = path == null ? "" : "/" + path.value();
                verb.ifPresent(name -> coded.add(
                        shape(name, "/" + type.getAnnotation(Path.class).value() + below)));
            }
        }
        return coded;
    }

    /** Without the names and the patterns of its parameters. */
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
