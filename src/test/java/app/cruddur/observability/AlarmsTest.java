package app.cruddur.observability;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class AlarmsTest {

    private static final Path RULES = Path.of("docs/prometheus-rules.yml");
    private static final Path OPERATIONS = Path.of("docs/operations.md");

    @Test
    void every_alarm_has_a_section_in_operations_md_and_vice_versa() throws IOException {
        String alarms = Files.readString(OPERATIONS).split("(?m)^## Alarms$")[1];
        List<String> pages = Pattern.compile("(?m)^### (\\S+)$")
                .matcher(alarms)
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(alarms())
                .isNotEmpty()
                .extracting(alarm -> alarm.get("alert").toString())
                .containsExactlyInAnyOrderElementsOf(pages);
        assertThat(alarms()).allSatisfy(alarm -> assertThat(((Map<?, ?>) alarm.get("annotations")).get("page"))
                .isEqualTo(OPERATIONS + "#" + alarm.get("alert").toString().toLowerCase(Locale.ROOT)));
    }

    @Test
    void the_index_in_operations_md_lists_every_alarm_by_its_severity() throws IOException {
        String page = Files.readString(OPERATIONS);

        for (String severity : List.of("page", "ticket")) {
            String row = page.lines()
                    .filter(line -> line.startsWith("| " + severity + " | "))
                    .findFirst()
                    .orElseThrow();

            assertThat(Pattern.compile("\\[(\\w+)]\\(#").matcher(row).results().map(link -> link.group(1)))
                    .as(severity)
                    .containsExactlyInAnyOrderElementsOf(alarms().stream()
                            .filter(alarm -> alarm.get("labels").equals(Map.of("severity", severity)))
                            .map(alarm -> alarm.get("alert").toString())
                            .toList());
        }
    }

    @Test
    void every_section_explains_the_alarm_and_the_response() throws IOException {
        String[] sections =
                Files.readString(OPERATIONS).split("(?m)^## Alarms$")[1].split("(?m)^### ");

        assertThat(Stream.of(sections).skip(1)).isNotEmpty().allSatisfy(section -> assertThat(section)
                .contains("**Means**", "**Do**"));
    }

    @Test
    void every_kind_of_database_error_is_documented() throws IOException {
        String page = Files.readString(OPERATIONS);

        assertThat(Metrics.DATABASE_ERROR_KINDS)
                .allSatisfy(kind -> assertThat(page).contains("`" + kind + "`"));
    }

    @Test
    void the_rules_are_valid_for_prometheus() throws Exception {
        promtool("check", "rules", RULES.toString());
    }

    @Test
    void each_fault_triggers_only_its_own_alarms() throws Exception {
        promtool("test", "rules", "src/test/resources/operations/alarms.yml");
    }

    private static void promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Programs.require("promtool", "prometheus").toString()));
        command.addAll(List.of(arguments));
        Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(promtool.getInputStream().readAllBytes());
        assertThat(promtool.waitFor()).as(output).isZero();
    }

    private static List<Map<?, ?>> alarms() throws IOException {
        Map<?, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(RULES));
        return ((List<?>) file.get("groups"))
                .stream()
                        .map(Map.class::cast)
                        .flatMap(group -> ((List<?>) group.get("rules")).stream())
                        .<Map<?, ?>>map(Map.class::cast)
                        .toList();
    }
}
