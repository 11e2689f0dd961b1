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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code openapi.yaml}: its operations, and what its schemas say of a value. */
public final class OpenApi {

    /** What the document says of every path, or method, that it does not know. */
    static final String UNKNOWN_PATH = "an unknown path";

    static final String UNKNOWN_METHOD = "an unknown method";

    static final Path FILE = Path.of("src/main/webapp/openapi.yaml");
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final String OAI = "https://spec.openapis.org/";

    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<JsonNode, Schema> schemas = new IdentityHashMap<>();
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaIdResolvers(
                            ids -> ids.mapPrefix(OAI, "classpath:spec.openapis.org/"))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    OpenApi(JsonNode root) {
        this.root = root;
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.add(new Operation(
                        member.getKey().toUpperCase(), path.getKey(), path.getValue(), member.getValue()))));
        operations.add(everywhere(UNKNOWN_PATH, 404, "NotFound"));
        operations.add(everywhere(UNKNOWN_METHOD, 405, "MethodNotAllowed"));
    }

    /** As it lies in the source tree; a test says that the server serves the same. */
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

    /** All of the document's, and the two for what it does not know. */
    List<Operation> operations() {
        return operations;
    }

    /** The document's own operations: a method and a path each. */
    public List<String> names() {
        return operations.stream()
                .filter(operation -> operation.path().startsWith("/"))
                .map(Operation::toString)
                .toList();
    }

    /** Which operation a request is for; the most literal path wins, as in Jakarta REST. */
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
                .orElseGet(() -> named(template.isPresent() ? UNKNOWN_METHOD : UNKNOWN_PATH));
    }

    /** Whether servers may differ in what a path is: an encoded slash, nothing between two, or a method that another template has. */
    boolean isAmbiguous(String method, String path) {
        return path.matches("(?i).*(%2f|%5c|/\\.|//|/$|;).*")
                || !operation(method, path).path().startsWith("/");
    }

    /** The parameters of an operation and of its path. */
    List<JsonNode> parameters(Operation operation) {
        return Stream.of(operation.pathItem(), operation.node())
                .flatMap(node -> values(node.path("parameters")))
                .map(this::resolve)
                .toList();
    }

    /** Whether nobody but who is signed in may do it. */
    boolean needsCaller(Operation operation) {
        JsonNode security = operation.node().has("security") ? operation.node().get("security") : root.path("security");
        return !security.isEmpty() && values(security).noneMatch(JsonNode::isEmpty);
    }

    /** Every header that any answer has: on an answer that is not said to have it, it is a fault. */
    Set<String> headerNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        operations.forEach(
                operation -> operation.responses().properties().forEach(response -> resolve(response.getValue())
                        .path("headers")
                        .fieldNames()
                        .forEachRemaining(names::add)));
        return names;
    }

    /** The node itself, or what it refers to. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** What is wrong with a value, by a schema of this document. */
    List<String> faults(JsonNode schema, JsonNode value) {
        Schema compiled;
        synchronized (schemas) {
            compiled = schemas.computeIfAbsent(schema, this::compile);
        }
        return compiled.validate(value).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** What is wrong with the document, by the OpenAPI Initiative's schema of one. */
    List<String> faults() {
        Schema official = registry.getSchema(SchemaLocation.of(OAI + "oas/3.1/schema-base/2022-10-07"));
        return official.validate(root).stream().map(Object::toString).toList();
    }

    /** An array's elements, or an object's. */
    static Stream<JsonNode> values(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private Schema compile(JsonNode schema) {
        // Its references are to the components, which therefore come along.
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("allOf", JsonNodeFactory.instance.arrayNode().add(schema));
        whole.set("components", root.path("components"));
        return registry.getSchema(whole);
    }

    private Operation named(String name) {
        return operations.stream()
                .filter(each -> each.path().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Operation everywhere(String name, int status, String response) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode responses = node.putObject("responses");
        Map.of(status, response, 400, "BadRequest", 429, "RateLimited")
                .forEach((each, component) ->
                        responses.putObject(String.valueOf(each)).put("$ref", "#/components/responses/" + component));
        return new Operation("any method on", name, JsonNodeFactory.instance.objectNode(), node);
    }
}
