package app.cruddur.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the tables of {@code docs/configuration.md} with {@link Configuration#SETTINGS}. */
class ConfigurationReferenceTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| [^|]+ \\|$");

    @Test
    void every_setting_has_a_row_with_its_allowed_values_and_its_default() throws IOException {
        assertThat(rows())
                .extracting(row -> row.group(1) + ": " + row.group(2) + ", default " + row.group(3))
                .containsExactlyInAnyOrderElementsOf(Configuration.SETTINGS.stream()
                        .map(setting -> setting.variable() + ": " + setting.allowed() + ", default "
                                + (setting.defaultValue().isEmpty() ? "none" : "`" + setting.defaultValue() + "`"))
                        .toList());
    }

    @Test
    void every_example_is_an_allowed_value() throws IOException {
        assertThat(rows()).isNotEmpty().allSatisfy(row -> {
            String example = row.group(4).replace("`", "");

            new Configuration(Map.of(row.group(1), example)).validate();
        });
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .toList();
    }
}
