package app.cruddur.support;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server and a database for tests that attack them. Both are started for the first test class that needs them, and shared. Rate limits
 * are as high as in all tests; the metrics need no token.
 */
public final class SeparateServer implements BeforeAllCallback {

    private Pair pair;

    @Override
    public void beforeAll(ExtensionContext context) {
        pair = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Pair.class, key -> Pair.start(), Pair.class);
    }

    public URI uri() {
        return pair.server().uri();
    }

    public RunningServer server() {
        return pair.server();
    }

    public ThrowAwayDatabase database() {
        return pair.database();
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

    /** JUnit closes it after all tests. */
    private record Pair(ThrowAwayDatabase database, RunningServer server) implements AutoCloseable {

        static Pair start() {
            try {
                ThrowAwayDatabase database = ThrowAwayDatabase.start();
                return new Pair(
                        database,
                        RunningServer.start(
                                Map.of("CONNECTION_URL", database.url("cruddur"), "CRUDDUR_METRICS", "open")));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            server.close();
            database.close();
        }
    }
}
