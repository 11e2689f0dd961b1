package app.cruddur.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All measured values, one per round for each name and target. */
final class Figures {

    private static final List<String> SUBJECTS = List.of("home, 200", "home, 304", "a cursor page", "POST");

    private final Map<String, List<Double>> all = new LinkedHashMap<>();

    void add(String name, String target, double value) {
        all.computeIfAbsent(name + "|" + target, none -> new ArrayList<>()).add(value);
    }

    double median(String name, String target) {
        List<Double> sorted = all.get(name + "|" + target).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private double spread(String name, String target) {
        List<Double> values = all.get(name + "|" + target);
        double min = values.stream().mapToDouble(each -> each).min().orElseThrow();
        double max = values.stream().mapToDouble(each -> each).max().orElseThrow();
        return (max - min) / 2 / median(name, target);
    }

    /** The table of results, in Markdown. */
    String table(Set<String> servers) {
        StringBuilder text = new StringBuilder(
                "| what | by | per second | to pgbench | p50 | p99 | its CPU for each |\n|---|---|---:|---:|---:|---:|---:|\n");
        for (String subject : measured()) {
            text.append("| %s | pgbench | %,.0f ±%.0f %% | 1 | | | %.0f µs |\n"
                    .formatted(
                            subject,
                            median(subject, "pgbench"),
                            100 * spread(subject, "pgbench"),
                            median(subject + " µs", "pgbench")));
            for (String server : servers) {
                text.append("| | %s | %,.0f ±%.0f %% | **%.2f** | %.1f ms | %.1f ms | %.0f µs |\n"
                        .formatted(
                                server,
                                median(subject, server),
                                100 * spread(subject, server),
                                median(subject + " ratio", server),
                                median(subject + " p50", server),
                                median(subject + " p99", server),
                                median(subject + " µs", server)));
            }
        }
        text.append("\n| | ready after | memory, loaded, `-Xmx256m` |\n|---|---:|---:|\n");
        for (String server : servers) {
            text.append(
                    "| %s | %.1f s | %.0f MB |\n".formatted(server, median("start", server), median("memory", server)));
        }
        return text.toString();
    }

    String chart(Set<String> servers) {
        Map<String, Map<String, Double>> groups = new LinkedHashMap<>();
        for (String subject : measured()) {
            Map<String, Double> bars = new LinkedHashMap<>();
            bars.put("pgbench", median(subject, "pgbench"));
            servers.forEach(server -> bars.put(server, median(subject, server)));
            groups.put(subject, bars);
        }
        return Chart.bars(groups);
    }

    /** The table of latencies in milliseconds by number of activities and server, in Markdown. */
    static String growthTable(Map<Integer, Map<String, Double>> medians) {
        Collection<String> servers = medians.values().iterator().next().keySet();
        StringBuilder text = new StringBuilder(
                "| activities | " + String.join(" | ", servers) + " |\n|---:" + "|---:".repeat(servers.size()) + "|\n");
        medians.forEach((activities, byServer) -> {
            text.append("| %,d".formatted(activities));
            byServer.values().forEach(millis -> text.append(" | %.2f ms".formatted(millis)));
            text.append(" |\n");
        });
        return text.toString();
    }

    private List<String> measured() {
        return SUBJECTS.stream()
                .filter(subject -> all.containsKey(subject + "|pgbench"))
                .toList();
    }
}
