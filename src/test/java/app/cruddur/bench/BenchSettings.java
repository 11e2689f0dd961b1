package app.cruddur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The command-line options of {@code bench/run}, which has checked their syntax: flags, and options with a value. */
final class BenchSettings {

    /** The name of the measurement of an idle server on the command line. */
    private static final String IDLE = "idle";

    private static final Path REPORT = Path.of("docs/performance.md");

    private final Set<String> flags = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();

    BenchSettings(String... arguments) {
        for (String argument : arguments) {
            int separator = argument.indexOf('=');
            if (separator < 0) {
                flags.add(argument);
            } else {
                values.put(argument.substring(0, separator), argument.substring(separator + 1));
            }
        }
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    List<BenchServer> servers() throws IOException {
        return BenchServer.installed(list("--servers", BenchServer.titles()), jdks());
    }

    List<Path> jdks() {
        return list("--jdk", List.of()).stream().map(Path::of).toList();
    }

    List<Subject> subjects() {
        return Subject.named(only());
    }

    boolean measuresIdle() {
        return only().contains(IDLE);
    }

    private List<String> only() {
        List<String> all = Stream.concat(Stream.of(Subject.values()).map(Subject::title), Stream.of(IDLE))
                .toList();
        List<String> chosen = list("--only", all);
        if (!all.containsAll(chosen)) {
            throw new IllegalArgumentException("--only accepts " + String.join(",", all));
        }
        return chosen;
    }

    private List<String> list(String option, List<String> defaultValue) {
        String value = values.get(option);
        return value == null ? defaultValue : List.of(value.split(","));
    }

    int activities() {
        return isQuick() ? 20_000 : 1_000_000;
    }

    /** The smallest number of activities in the growth report; the largest is ten times {@link #activities()}. */
    int smallCount() {
        return isQuick() ? 2_000 : 10_000;
    }

    int rounds() {
        return Integer.parseInt(values.getOrDefault("--rounds", isQuick() ? "1" : "5"));
    }

    int seconds() {
        return isQuick() ? 2 : 5;
    }

    /** The warm-up for each subject on each server, in seconds: on two cores, the JVM compiles hot code for about four minutes of load. */
    int warmUpSeconds() {
        return isQuick() ? 1 : 40;
    }

    /** How long an idle server is observed. */
    int idleSeconds() {
        return isQuick() ? 5 : 30;
    }

    private boolean isQuick() {
        return has("--quick");
    }

    /**
     * Writes a table and its chart to {@code target/bench}, and with {@code --publish} into {@code docs/performance.md}, between the markers
     * with this name.
     */
    void report(String table, String svg, String name) throws IOException {
        System.out.println(table);
        Files.writeString(Path.of("target/bench", name + ".md"), table);
        if (!has("--publish") || isQuick()) {
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
