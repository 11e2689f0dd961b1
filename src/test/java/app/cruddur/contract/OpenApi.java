package app.cruddur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code openapi.yaml}: finds the operation of a request and validates values against the schemas. */
public final class OpenApi {

    /** The path of an operation that stands for all paths that the document does not list. */
    static final String UNKNOWN_PATH = "an unknown path";

    /** The path of an operation that stands for all methods that the document does not list for a known path. */
    static final String UNKNOWN_METHOD = "an unknown method";

    static final Path FILE = Path.of("src/main/webapp/openapi.yaml");
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final String OPENAPI_INITIATIVE = "https://spec.openapis.org/";

    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<JsonNode, Schema> schemas = new IdentityHashMap<>();
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaIdResolvers(
                            ids -> ids.mapPrefix(OPENAPI_INITIATIVE, "classpath:spec.openapis.org/"))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    OpenApi(JsonNode root) {
        this.root = root;
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.add(new Operation(
                        member.getKey().toUpperCase(), path.getKey(), path.getValue(), member.getValue()))));
        operations.add(undocumented(UNKNOWN_PATH, 404, "NotFound"));
        operations.add(undocumented(UNKNOWN_METHOD, 405, "MethodNotAllowed"));
    }

    /** Reads the file from the source tree; {@link DocsIT} checks that the server serves the same file. */
    public static OpenApi read() {
        try {
            return new OpenApi(new YAMLMapper().readTree(FILE.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** All documented operations, and one each for unknown paths and unknown methods. */
    List<Operation> operations() {
        return operations;
    }

    /** The documented operations, each as method and path, such as {@code GET /users}. */
    public List<String> names() {
        return operations.stream()
                .filter(operation -> operation.path().startsWith("/"))
                .map(Operation::toString)
                .toList();
    }

    /** Finds the operation of a request; the most literal path template wins, as in Jakarta REST. */
    Operation operation(String method, String path) {
        Optional<String> template = operations.stream()
                .filter(operation -> operation.matches(path))
                .map(Operation::path)
                .max(Comparator.comparing(
                        each -> each.replaceAll("\\{[^}]*}", "").length()));
        return operations.stream()
                .filter(each -> template.isPresent() && each.path().equals(template.get()))
                .filter(each -> each.method().equals(method))
                .findFirst()
                .orElseGet(() -> operationWithPath(template.isPresent() ? UNKNOWN_METHOD : UNKNOWN_PATH));
    }

    /**
     * Whether servers may resolve the request differently: the path has an encoded slash or backslash, an empty segment, a segment that begins
     * with a dot, a trailing slash or a semicolon; or the document does not list the path or the method.
     */
    boolean isAmbiguous(String method, String path) {
        return path.matches("(?i).*(%2f|%5c|/\\.|//|/$|;).*")
                || !operation(method, path).path().startsWith("/");
    }

    /** The names of the operations whose response 200 contains one of these schemas, at any depth. */
    public List<String> namesReturning(Set<String> schemaNames) {
        return operations.stream()
                .filter(operation -> contains(operation.responses().path("200"), schemaNames, new HashSet<>()))
                .map(Operation::toString)
                .toList();
    }

    private boolean contains(JsonNode node, Set<String> schemaNames, Set<String> visited) {
        String reference = node.path("$ref").asText();
        if (schemaNames.contains(reference.substring(reference.lastIndexOf('/') + 1))) {
            return true;
        }
        boolean isNew = !reference.isEmpty() && visited.add(reference);
        return isNew && contains(resolve(node), schemaNames, visited)
                || values(node).anyMatch(child -> contains(child, schemaNames, visited));
    }

    /** The parameters of an operation and of its path. */
    List<JsonNode> parameters(Operation operation) {
        return Stream.of(operation.pathItem(), operation.node())
                .flatMap(node -> values(node.path("parameters")))
                .map(this::resolve)
                .toList();
    }

    /** Whether the operation requires a signed-in caller. */
    boolean needsCaller(Operation operation) {
        JsonNode security = operation.node().has("security") ? operation.node().get("security") : root.path("security");
        return !security.isEmpty() && values(security).noneMatch(JsonNode::isEmpty);
    }

    /** The headers of all documented responses; a response violates the document if it has one of them that is not documented for it. */
    Set<String> headerNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        operations.forEach(
                operation -> operation.responses().properties().forEach(response -> resolve(response.getValue())
                        .path("headers")
                        .fieldNames()
                        .forEachRemaining(names::add)));
        return names;
    }

    /** The node itself or, if it has a {@code $ref}, the node that this refers to. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Validates a value against a schema of this document; returns the error messages. */
    List<String> violations(JsonNode schema, JsonNode value) {
        Schema compiled;
        synchronized (schemas) {
            compiled = schemas.computeIfAbsent(schema, this::compile);
        }
        return compiled.validate(value).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** Validates the document against the OpenAPI Initiative's schema of OpenAPI 3.1; returns the error messages. */
    List<String> violations() {
        Schema official = registry.getSchema(SchemaLocation.of(OPENAPI_INITIATIVE + "oas/3.1/schema-base/2022-10-07"));
        return official.validate(root).stream().map(Object::toString).toList();
    }

    /** The elements of an array, or the values of an object's members. */
    static Stream<JsonNode> values(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private Schema compile(JsonNode schema) {
        // The schema's references point to the components, so the compiled schema must include them.
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("allOf", JsonNodeFactory.instance.arrayNode().add(schema));
        whole.set("components", root.path("components"));
        return registry.getSchema(whole);
    }

    private Operation operationWithPath(String name) {
        return operations.stream()
                .filter(each -> each.path().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Operation undocumented(String name, int status, String response) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode responses = node.putObject("responses");
        Map.of(status, response, 400, "BadRequest", 429, "RateLimited")
                .forEach((each, component) ->
                        responses.putObject(String.valueOf(each)).put("$ref", "#/components/responses/" + component));
        return new Operation("any method on", name, JsonNodeFactory.instance.objectNode(), node);
    }
}
