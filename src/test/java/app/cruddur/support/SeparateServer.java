package app.cruddur.support;

import java.io.IOException;
import java.util.Map;

/** A server and a database for tests that attack them. Rate limits are as high as in all tests; the metrics need no token. */
public final class SeparateServer extends ServerExtension<ThrowAwayDatabase> {

    @Override
    ThrowAwayDatabase startResource() throws IOException {
        return ThrowAwayDatabase.start();
    }

    @Override
    Map<String, String> environment(ThrowAwayDatabase database) {
        return Map.of("CONNECTION_URL", database.url("cruddur"), "CRUDDUR_METRICS", "open");
    }

    public ThrowAwayDatabase database() {
        return resource();
    }

    /** The value of a metric, whose name includes the labels as printed; 0 if there is none. */
    public double metric(String name) throws IOException {
        return RawConnection.ask(uri(), "GET", "/api/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
