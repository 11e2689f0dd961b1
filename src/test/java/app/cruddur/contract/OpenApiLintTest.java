package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.NpmLint;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks {@code openapi.yaml} with Redocly's linter. */
class OpenApiLintTest {

    private static final NpmLint LINT = new NpmLint(Path.of("src/test/openapi-lint"), "openapi-lint");

    @TempDir
    private Path directory;

    @Test
    void the_linter_reports_no_problem() throws Exception {
        assertThat(LINT.problems(OpenApi.FILE)).isEmpty();
    }

    @Test
    void the_linter_reports_a_mistake() throws Exception {
        Path broken = directory.resolve("openapi.yaml");
        Files.writeString(
                broken,
                Files.readString(OpenApi.FILE).replace("operationId: checkHealth", "operationId: searchActivities"));

        assertThat(LINT.problems(broken)).anyMatch(line -> line.startsWith("operation-operationId-unique "));
    }
}
