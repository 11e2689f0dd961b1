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
 * Holds what goes over the wire against the document, and remembers which of it was met. No answer may be other than the document says;
 * a request may, when it is refused for it.
 */
final class Contract {

    /** Jackson's own limit to a number is below what fits in a body; what nobody reads may be as long. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(16 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final String STREAM = "text/event-stream";

    private final OpenApi document;
    private final Set<String> headerNames;
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    Contract(OpenApi document) {
        this.document = document;
        this.headerNames = document.headerNames();
    }

    /** What the document does not allow in this exchange. */
    List<String> faults(Exchange exchange) {
        Operation operation = document.operation(asked(exchange), exchange.path());
        JsonNode documented = operation.responses().path(String.valueOf(exchange.status()));
        if (documented.isMissingNode()) {
            return List.of(operation + " has no answer " + exchange.status());
        }
        met.add(operation + " " + exchange.status());
        met.add(documented.path("$ref").asText());
        JsonNode response = document.resolve(documented);
        List<String> faults = new ArrayList<>();
        checkHeaders(response, exchange, faults);
        checkBody(response, exchange, faults);
        if (!exchange.isRefused()) {
            checkRequest(operation, exchange, faults);
        }
        return faults;
    }

    /** What the document has and nobody met. */
    List<String> gaps() {
        Set<String> gaps = new LinkedHashSet<>();
        for (Operation operation : document.operations()) {
            operation.responses().properties().forEach(response -> {
                String name = operation + " " + response.getKey();
                String reference = response.getValue().path("$ref").asText();
                boolean common =
                        document.resolve(response.getValue()).path("x-common").asBoolean();
                if (!met.contains(common ? reference : name)) {
                    gaps.add((common ? reference : name) + " was met by no test");
                }
            });
        }
        return List.copyOf(gaps);
    }

    private void checkHeaders(JsonNode response, Exchange exchange, List<String> faults) {
        JsonNode documented = response.path("headers");
        documented.properties().forEach(each -> {
            String name = each.getKey();
            JsonNode header = document.resolve(each.getValue());
            String value = exchange.headers().get(name);
            if (value != null) {
                check("header " + name, header.path("schema"), value, faults);
            } else if (header.path("required").asBoolean()) {
                faults.add("header " + name + " is missing");
            }
        });
        exchange.headers().keySet().stream()
                .filter(name -> headerNames.contains(name))
                .filter(name -> documented.properties().stream()
                        .noneMatch(each -> each.getKey().equalsIgnoreCase(name)))
                .forEach(name -> faults.add("header " + name + " is not documented here"));
    }

    private void checkBody(JsonNode response, Exchange exchange, List<String> faults) {
        JsonNode content = response.path("content");
        if (content.isMissingNode() || exchange.method().equals("HEAD")) {
            if (!exchange.body().isEmpty()) {
                faults.add("there is a body");
            }
            return;
        }
        String type = exchange.headers().get("Content-Type");
        if (type == null || !content.has(type)) {
            faults.add("the content type is " + type);
            return;
        }
        if (type.equals(STREAM)) {
            // It has no end: StreamReader holds each event against the document.
            return;
        }
        checkJson("body", content.path(type).path("schema"), exchange.body(), faults);
    }

    private void checkRequest(Operation operation, Exchange exchange, List<String> faults) {
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
                check("request's " + in + " " + name, parameter.path("schema"), values.get(name), faults);
            } else if (parameter.path("required").asBoolean()) {
                faults.add("request's " + in + " " + name + " is missing and was not asked for");
            }
        }
        query.keySet().stream()
                .filter(name -> parameters.stream()
                        .noneMatch(each -> each.path("in").asText().equals("query")
                                && each.path("name").asText().equals(name)))
                .forEach(name -> faults.add("request's query " + name + " is not documented, and was let pass"));
        JsonNode body = operation.node().path("requestBody").path("content").path("application/json");
        if (!body.isMissingNode()) {
            checkJson("request's body", body.path("schema"), exchange.sent(), faults);
        } else if (!exchange.sent().isEmpty()) {
            faults.add("request's body is not documented, and was let pass");
        }
        if (document.needsCaller(operation)
                && !exchange.sentHeaders().containsKey("Authorization")
                && !exchange.sentHeaders().containsKey("X-Cruddur-User")) {
            faults.add("request names no caller, and was let pass");
        }
    }

    private void checkJson(String what, JsonNode schema, String text, List<String> faults) {
        try {
            document.faults(schema, JSON.readTree(text)).forEach(fault -> faults.add(what + fault));
        } catch (JsonProcessingException e) {
            faults.add(what + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private void check(String what, JsonNode schema, String text, List<String> faults) {
        boolean number = schema.path("type").asText().equals("integer") && text.matches("-?[0-9]{1,9}");
        JsonNode value = number ? IntNode.valueOf(Integer.parseInt(text)) : TextNode.valueOf(text);
        document.faults(schema, value).forEach(fault -> faults.add(what + fault));
    }

    /** HEAD is GET without the body (RFC 9110, 9.3.2). */
    private static String asked(Exchange exchange) {
        return exchange.method().equals("HEAD") ? "GET" : exchange.method();
    }
}
