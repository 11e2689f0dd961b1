package app.cruddur.observability;

import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The metrics of a server at one moment, in Prometheus' text format.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
record Exposition(List<String> lines) {

    static Exposition of(URI server, String token) throws IOException {
        Answer response = RawConnection.ask(server, "GET", "/api/metrics", "Authorization: Bearer " + token);
        if (response.status() != 200) {
            throw new IOException(response.status() + " " + response.text());
        }
        return new Exposition(response.text().lines().toList());
    }

    /** The sum of all series with this name and all of these labels; 0 if there is none. */
    double value(String name, String... labels) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> Set.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    double errors(String kind) {
        return value("cruddur_database_errors_total", "kind=\"" + kind + "\"");
    }

    /** The names of all metrics that have a value. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        lines.stream()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> names.add(line.replaceFirst("[{ ].*", "")));
        return names;
    }
}
