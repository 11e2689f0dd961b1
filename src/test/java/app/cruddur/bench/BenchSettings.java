package app.cruddur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What {@code bench/run} was asked for.
 *
 * @param quick whether it shall only show that it works: little of everything, and nothing is published
 * @param wildfly the directory of that server under {@code target/server}
 */
record BenchSettings(boolean quick, boolean growth, boolean writes, boolean streams, String wildfly) {

    private static final Path REPORT = Path.of("docs/performance.md");

    static BenchSettings of(String... arguments) {
        List<String> given = List.of(arguments);
        return new BenchSettings(
                given.contains("--quick"),
                given.contains("--growth"),
                given.contains("--write"),
                given.contains("--streams"),
                given.get(given.size() - 1));
    }

    List<String> servers() {
        return List.of("payara", "wildfly");
    }

    int activities() {
        return quick ? 20_000 : 1_000_000;
    }

    /** What growth begins with; it ends with ten times {@link #activities()}. */
    int few() {
        return quick ? 2_000 : 10_000;
    }

    int rounds() {
        return quick ? 2 : 7;
    }

    int seconds() {
        return quick ? 2 : 5;
    }

    int warmUp() {
        return quick ? 12 : 180;
    }

    /** Puts a table and its picture in their place in {@code docs/performance.md}: between the markers that carry their name. */
    void publish(String table, String svg, String name) throws IOException {
        if (quick) {
            return;
        }
        Files.writeString(Path.of("docs/images", name + ".svg"), svg);
        String begin = "<!-- bench/run: " + name + " -->\n";
        String end = "<!-- end -->\n";
        String report = Files.readString(REPORT);
        int from = report.indexOf(begin) + begin.length();
        Files.writeString(
                REPORT,
                report.substring(0, from) + LocalDate.now(ZoneOffset.UTC) + ".\n\n" + table + "\n![](images/" + name
                        + ".svg)\n" + report.substring(report.indexOf(end, from)));
    }
}
