package app.cruddur.support;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server and a database for tests that attack them: started for the first class that needs them, shared by the others. Rate limits are as
 * high as in all tests; the metrics are open.
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

    /** The value of one metric, with its labels as they are printed; 0 when there is none. */
    public double metric(String name) throws IOException {
        return RawConnection.ask(uri(), "GET", "/api/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Closed by JUnit when all tests are over. */
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
