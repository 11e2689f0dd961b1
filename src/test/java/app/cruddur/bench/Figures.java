package app.cruddur.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All measured values, one per round for each name and target. A target is a server or {@link #PGBENCH}. */
final class Figures {

    static final String PGBENCH = "pgbench";

    static final String START = "start", MEMORY = "memory", IDLE = "idle";

    /** Suffixes of a subject's name; the name alone is the rate of requests. */
    static final String RATIO = " ratio", P50 = " p50", P99 = " p99", CPU = " µs", ERRORS = " errors";

    private final Map<String, List<Double>> all = new LinkedHashMap<>();

    void add(String name, String target, double value) {
        all.computeIfAbsent(name + "|" + target, none -> new ArrayList<>()).add(value);
    }

    double median(String name, String target) {
        List<Double> sorted = values(name, target).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private List<Double> values(String name, String target) {
        return all.get(name + "|" + target);
    }

    /** Half of the range in percent of the median. */
    private double spread(String name, String target) {
        List<Double> values = values(name, target);
        double min = values.stream().mapToDouble(each -> each).min().orElseThrow();
        double max = values.stream().mapToDouble(each -> each).max().orElseThrow();
        return 100 * (max - min) / 2 / median(name, target);
    }

    /** The tables of results, in Markdown. */
    String table(List<Subject> subjects, Collection<String> servers) {
        StringBuilder text = new StringBuilder(
                "| subject | by | requests/s | to pgbench | p50 | p99 | CPU per request |\n|---|---|---:|---:|---:|---:|---:|\n");
        for (Subject subject : subjects) {
            String name = subject.title();
            text.append("| %s | pgbench | %,.0f ±%.0f %% | 1 | | | %.0f µs |\n"
                    .formatted(name, median(name, PGBENCH), spread(name, PGBENCH), median(name + CPU, PGBENCH)));
            servers.forEach(server -> text.append(row(name, server)));
        }
        text.append(
                "\n| | ready after | memory after the load, `-Xmx256m` | statements/s when idle |\n|---|---:|---:|---:|\n");
        for (String server : servers) {
            text.append("| %s | %.1f s | %.0f MB | %s |\n"
                    .formatted(
                            server,
                            median(START, server),
                            median(MEMORY, server),
                            values(IDLE, server) == null ? "" : "%.1f".formatted(median(IDLE, server))));
        }
        return text.toString();
    }

    private String row(String name, String server) {
        double errors = errors(name, server);
        if (errors > 0) {
            return "| | %s | **invalid: %,.0f errors** | | | | |\n".formatted(server, errors);
        }
        return "| | %s | %,.0f ±%.0f %% | **%.2f** ±%.0f %% | %.1f ms | %.1f ms | %.0f µs |\n"
                .formatted(
                        server,
                        median(name, server),
                        spread(name, server),
                        median(name + RATIO, server),
                        spread(name + RATIO, server),
                        median(name + P50, server),
                        median(name + P99, server),
                        median(name + CPU, server));
    }

    private double errors(String name, String server) {
        return values(name + ERRORS, server).stream().mapToDouble(each -> each).sum();
    }

    /** A bar chart of the ratios; without bars for rows that are invalid. */
    String chart(List<Subject> subjects, Collection<String> servers) {
        Map<String, Map<String, Double>> groups = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            String name = subject.title();
            Map<String, Double> bars = new LinkedHashMap<>();
            servers.forEach(server -> bars.put(server, errors(name, server) > 0 ? 0 : median(name + RATIO, server)));
            groups.put(name, bars);
        }
        return Chart.bars(groups);
    }
}
