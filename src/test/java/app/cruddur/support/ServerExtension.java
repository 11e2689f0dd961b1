package app.cruddur.support;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server and another resource that it needs. Both are started for the first test class that has the extension, and shared by all of them.
 *
 * @param <R> the other resource
 */
abstract class ServerExtension<R extends AutoCloseable> implements BeforeAllCallback {

    /** JUnit closes it after all tests. */
    private record Started<R extends AutoCloseable>(R resource, RunningServer server) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            server.close();
            resource.close();
        }
    }

    private Started<R> started;

    abstract R startResource() throws IOException;

    /** The environment variables of a server that uses the resource. */
    abstract Map<String, String> environment(R resource);

    @Override
    @SuppressWarnings("unchecked") // Each class stores values of its type only.
    public final void beforeAll(ExtensionContext context) {
        started = (Started<R>) context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(getClass(), key -> start());
    }

    private Started<R> start() {
        try {
            R resource = startResource();
            return new Started<>(resource, RunningServer.start(environment(resource)));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    final R resource() {
        return started.resource();
    }

    public final RunningServer server() {
        return started.server();
    }

    public final URI uri() {
        return server().uri();
    }
}
