package app.cruddur.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks requests and responses against {@code openapi.yaml} and records which documented responses occurred. A response must always match
 * the document; a request may deviate from it only if the server rejects it.
 */
final class Contract {

    /** Accepts numbers of 16 KiB, which Jackson rejects by default: a request body may contain one in a member that the server ignores. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(16 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final OpenApi document;
    private final Set<String> headerNames;
    private final Set<String> tested = ConcurrentHashMap.newKeySet();

    Contract(OpenApi document) {
        this.document = document;
        this.headerNames = document.headerNames();
    }

    /** Checks an exchange; returns a message for each violation of the document. */
    List<String> violations(Exchange exchange) {
        Operation operation = document.operation(documentedMethod(exchange), exchange.path());
        JsonNode documented = operation.responses().path(String.valueOf(exchange.status()));
        if (documented.isMissingNode()) {
            return List.of(operation + " has no answer " + exchange.status());
        }
        tested.add(operation + " " + exchange.status());
        tested.add(documented.path("$ref").asText());
        JsonNode response = document.resolve(documented);
        List<String> violations = new ArrayList<>();
        checkHeaders(response, exchange, violations);
        checkBody(response, exchange, violations);
        if (!exchange.isRejected()) {
            checkRequest(operation, exchange, violations);
        }
        return violations;
    }

    /** A message for each documented response that has not occurred. */
    List<String> untestedResponses() {
        Set<String> untestedResponses = new LinkedHashSet<>();
        for (Operation operation : document.operations()) {
            operation.responses().properties().forEach(response -> {
                String name = operation + " " + response.getKey();
                String reference = response.getValue().path("$ref").asText();
                boolean common =
                        document.resolve(response.getValue()).path("x-common").asBoolean();
                if (!tested.contains(common ? reference : name)) {
                    untestedResponses.add((common ? reference : name) + " was met by no test");
                }
            });
        }
        return List.copyOf(untestedResponses);
    }

    private void checkHeaders(JsonNode response, Exchange exchange, List<String> violations) {
        JsonNode documented = response.path("headers");
        documented.properties().forEach(each -> {
            String name = each.getKey();
            JsonNode header = document.resolve(each.getValue());
            String value = exchange.headers().get(name);
            if (value != null) {
                check("header " + name, header.path("schema"), value, violations);
            } else if (header.path("required").asBoolean()) {
                violations.add("header " + name + " is missing");
            }
        });
        exchange.headers().keySet().stream()
                .filter(name -> headerNames.contains(name))
                .filter(name -> documented.properties().stream()
                        .noneMatch(each -> each.getKey().equalsIgnoreCase(name)))
                .forEach(name -> violations.add("header " + name + " is not documented here"));
    }

    private void checkBody(JsonNode response, Exchange exchange, List<String> violations) {
        JsonNode content = response.path("content");
        if (content.isMissingNode() || exchange.method().equals("HEAD")) {
            if (!exchange.body().isEmpty()) {
                violations.add("there is a body");
            }
            return;
        }
        String type = exchange.headers().get("Content-Type");
        if (type == null || !content.has(type)) {
            violations.add("the content type is " + type);
            return;
        }
        if (!type.equals("application/json")) {
            // StreamReader checks each event of the stream, AtomFeedIT the Atom feed.
            return;
        }
        checkJson("body", content.path(type).path("schema"), exchange.body(), violations);
    }

    private void checkRequest(Operation operation, Exchange exchange, List<String> violations) {
        Map<String, String> query = exchange.queryValues();
        List<JsonNode> parameters = document.parameters(operation);
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            String in = parameter.path("in").asText();
            Map<String, String> values =
                    switch (in) {
                        case "query" -> query;
                        case "header" -> exchange.sentHeaders();
                        default -> operation.pathValues(exchange.path());
                    };
            if (values.containsKey(name)) {
                check("request's " + in + " " + name, parameter.path("schema"), values.get(name), violations);
            } else if (parameter.path("required").asBoolean()) {
                violations.add("request's " + in + " " + name + " is missing and was not asked for");
            }
        }
        query.keySet().stream()
                .filter(name -> parameters.stream()
                        .noneMatch(each -> each.path("in").asText().equals("query")
                                && each.path("name").asText().equals(name)))
                .forEach(name -> violations.add("request's query " + name + " is not documented, and was let pass"));
        JsonNode body = operation.node().path("requestBody").path("content").path("application/json");
        if (!body.isMissingNode()) {
            checkJson("request's body", body.path("schema"), exchange.sent(), violations);
        } else if (!exchange.sent().isEmpty()) {
            violations.add("request's body is not documented, and was let pass");
        }
        if (document.needsCaller(operation)
                && !exchange.sentHeaders().containsKey("Authorization")
                && !exchange.sentHeaders().containsKey("X-Cruddur-User")) {
            violations.add("request names no caller, and was let pass");
        }
    }

    private void checkJson(String part, JsonNode schema, String text, List<String> violations) {
        try {
            document.violations(schema, JSON.readTree(text)).forEach(violation -> violations.add(part + violation));
        } catch (JsonProcessingException e) {
            violations.add(part + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private void check(String part, JsonNode schema, String text, List<String> violations) {
        boolean number = schema.path("type").asText().equals("integer") && text.matches("-?[0-9]{1,9}");
        JsonNode value = number ? IntNode.valueOf(Integer.parseInt(text)) : TextNode.valueOf(text);
        document.violations(schema, value).forEach(violation -> violations.add(part + violation));
    }

    /** The document lists GET only; HEAD is GET without the body (RFC 9110, 9.3.2). */
    private static String documentedMethod(Exchange exchange) {
        return exchange.method().equals("HEAD") ? "GET" : exchange.method();
    }
}
