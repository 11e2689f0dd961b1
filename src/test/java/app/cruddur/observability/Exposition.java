package app.cruddur.observability;

import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a server says of itself at one moment, as Prometheus reads it.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
record Exposition(List<String> lines) {

    static Exposition of(URI server, String token) throws IOException {
        Answer answer = RawConnection.ask(server, "GET", "/api/metrics", "Authorization: Bearer " + token);
        if (answer.status() != 200) {
            throw new IOException(answer.status() + " " + answer.text());
        }
        return new Exposition(answer.text().lines().toList());
    }

    /** The sum of a name's series, those with all of these labels; 0 when there is none. */
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

    /** Of all that has a value. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        lines.stream()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> names.add(line.replaceFirst("[{ ].*", "")));
        return names;
    }
}
