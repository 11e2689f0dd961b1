package app.cruddur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The command-line options of {@code bench/run}.
 *
 * @param quick whether to run a short smoke test with little data, whose results are not published
 * @param wildfly the name of the WildFly directory under {@code target/server}
 */
record BenchSettings(boolean quick, boolean growth, boolean writes, boolean streams, String wildfly) {

    private static final Path REPORT = Path.of("docs/performance.md");

    static BenchSettings of(String... arguments) {
        List<String> options = List.of(arguments);
        return new BenchSettings(
                options.contains("--quick"),
                options.contains("--growth"),
                options.contains("--write"),
                options.contains("--streams"),
                options.get(options.size() - 1));
    }

    List<String> servers() {
        return List.of("payara", "wildfly");
    }

    int activities() {
        return quick ? 20_000 : 1_000_000;
    }

    /** The smallest number of activities in the growth test; the largest is ten times {@link #activities()}. */
    int smallCount() {
        return quick ? 2_000 : 10_000;
    }

    int rounds() {
        return quick ? 2 : 7;
    }

    int seconds() {
        return quick ? 2 : 5;
    }

    /**
     * The warm-up for all subjects and servers together, in seconds. After less than a minute of writes, much of a server is not compiled
     * yet.
     */
    int warmUpSeconds() {
        return quick ? 12 : 360;
    }

    /** Writes a table and its chart into {@code docs/performance.md}, between the markers with this name. */
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
