package app.cruddur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Charts in SVG, readable on a light and on a dark background. */
final class Chart {

    private static final int WIDTH = 720;
    private static final int LEFT = 220;
    private static final int BAR = 20;
    private static final List<String> COLOURS = List.of("#d9822b", "#b5543c", "#2b7bd9");

    private Chart() {}

    /** A bar chart with one group of bars for each name and one bar for each server, labelled with its value. */
    static String bars(Map<String, Map<String, Double>> groups) {
        double max = groups.values().stream()
                .flatMap(bars -> bars.values().stream())
                .mapToDouble(each -> each)
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder();
        int y = 20;
        for (var group : groups.entrySet()) {
            svg.append(text(8, y + 16, "start", group.getKey()));
            int colour = 0;
            for (var bar : group.getValue().entrySet()) {
                double length = (WIDTH - LEFT - 90) * bar.getValue() / max;
                svg.append(text(LEFT - 8, y + 15, "end", bar.getKey()));
                svg.append("<rect x='%d' y='%d' width='%.0f' height='%d' fill='%s'/>\n"
                        .formatted(LEFT, y, length, BAR - 4, COLOURS.get(colour++ % COLOURS.size())));
                svg.append(text(LEFT + (int) length + 6, y + 15, "start", "%.2f".formatted(bar.getValue())));
                y += BAR;
            }
            y += 16;
        }
        return svg(y, svg.toString());
    }

    /** A line chart with one line for each server: milliseconds over the number of activities, which grows by powers of ten. */
    static String lines(Map<Integer, Map<String, Double>> medians) {
        double max = medians.values().stream()
                .flatMap(each -> each.values().stream())
                .mapToDouble(each -> each)
                .max()
                .orElseThrow();
        int height = 260;
        StringBuilder svg = new StringBuilder();
        List<Integer> sizes = List.copyOf(medians.keySet());
        List<String> servers = List.copyOf(medians.get(sizes.get(0)).keySet());
        for (int i = 0; i < sizes.size(); i++) {
            svg.append(text(x(i, sizes.size()), height - 12, "middle", "%,d".formatted(sizes.get(i))));
        }
        for (int s = 0; s < servers.size(); s++) {
            String colour = COLOURS.get(s);
            List<String> points = new ArrayList<>();
            for (int i = 0; i < sizes.size(); i++) {
                double millis = medians.get(sizes.get(i)).get(servers.get(s));
                int y = (int) (height - 40 - (height - 80) * millis / max);
                points.add(x(i, sizes.size()) + "," + y);
                svg.append(text(x(i, sizes.size()), y - 8, "middle", "%.2f ms".formatted(millis)));
            }
            svg.append("<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>\n"
                    .formatted(String.join(" ", points), colour));
            svg.append("<text x='8' y='%d' fill='%s'>%s</text>\n".formatted(24 + 20 * s, colour, servers.get(s)));
        }
        return svg(height, svg.toString());
    }

    private static int x(int index, int count) {
        return 150 + index * (WIDTH - 220) / Math.max(1, count - 1);
    }

    private static String text(int x, int y, String anchor, String words) {
        return "<text x='%d' y='%d' text-anchor='%s' fill='#808080'>%s</text>\n".formatted(x, y, anchor, words);
    }

    private static String svg(int height, String body) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>%n%s</svg>%n",
                WIDTH,
                height,
                body);
    }
}
