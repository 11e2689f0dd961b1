package app.cruddur.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Collects the outcomes of all faults of a test run in a table, prints it at the end of the run and writes it to {@code target/faults.md}.
 */
public final class FaultTable implements BeforeAllCallback {

    private static final List<Outcome> ROWS = Collections.synchronizedList(new ArrayList<>());

    /** @return the outcome, for assertions */
    public static Outcome add(Outcome outcome) {
        ROWS.add(outcome);
        return outcome;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // JUnit closes the resource after the last class of the run.
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).getOrComputeIfAbsent(FaultTable.class, key ->
                (AutoCloseable) FaultTable::write);
    }

    private static void write() throws IOException {
        String table = markdown();
        System.out.println("\n" + table);
        Files.writeString(Path.of("target", "faults.md"), table);
    }

    private static String markdown() {
        StringBuilder table = new StringBuilder(
                """
                | %s: fault | requests | errors by kind | longest wait | recovery | lost | doubled |
                |---|---:|---|---:|---:|---:|---:|
                """
                        .formatted("wildfly".equals(System.getProperty("arquillian.launch")) ? "WildFly" : "Payara"));
        for (Outcome row : ROWS) {
            table.append("| %s | %d | %s | %s | %s | %d | %d |%n"
                    .formatted(
                            row.fault(),
                            row.requests(),
                            kinds(row.errorsByKind()),
                            seconds(row.longestWait()),
                            seconds(row.recovery()),
                            row.lost(),
                            row.doubled()));
        }
        return table.toString();
    }

    private static String kinds(Map<String, Long> errors) {
        return errors.isEmpty()
                ? "none"
                : errors.entrySet().stream()
                        .map(kind -> kind.getValue() + " × " + kind.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
