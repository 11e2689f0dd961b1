package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the catalogue of error codes in {@code docs/api.md} with {@code openapi.yaml}. */
class ErrorCatalogueTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d{3}) \\| `([a-z_]+)` \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void the_catalogue_contains_exactly_the_documented_statuses_and_codes() throws IOException {
        Set<String> catalogue = ROW.matcher(Files.readString(Path.of("docs/api.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(catalogue).containsExactlyInAnyOrderElementsOf(documented());
    }

    private static Set<String> documented() {
        OpenApi document = OpenApi.read();
        Set<String> errors = new TreeSet<>();
        for (Operation operation : document.operations()) {
            operation.responses().properties().forEach(response -> {
                JsonNode schema = document.resolve(response.getValue())
                        .path("content")
                        .path("application/json")
                        .path("schema");
                if (schema.path("$ref").asText().endsWith("/Errors")) {
                    JsonNode items = schema.path("items");
                    Stream.concat(OpenApi.values(items.path("enum")), Stream.of(items.path("const")))
                            .filter(JsonNode::isTextual)
                            .forEach(code -> errors.add(response.getKey() + " " + code.asText()));
                }
            });
        }
        return errors;
    }
}
