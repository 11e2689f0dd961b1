package app.cruddur.lambda.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The endpoint that a Lambda's runtime interface client asks for events, on a free port of 127.0.0.1.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda: the runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

    private static final String PATH = "/2018-06-01/runtime/";

    /** The function's limit in {@code aws/template.yaml}, in milliseconds. */
    private static final long LIMIT = 5_000;

    static {
        // Else each answer waits 40 ms for an acknowledgement that the client delays.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private record Work(String id, String event, CompletableFuture<InvocationResult> answer) {}

    private record Begun(CompletableFuture<InvocationResult> answer, long since) {}

    private final BlockingQueue<Work> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();
    private final CompletableFuture<Long> asked = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "runtime-api");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext(PATH + "invocation/next", this::next);
        server.createContext(PATH + "invocation/", this::answered);
        server.createContext(PATH + "init/error", exchange -> {
            exchange.getRequestBody().readAllBytes();
            respond(exchange, 202, "");
        });
        server.start();
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} is to say. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Done when the client has asked for its first event, with {@link System#nanoTime()} of that moment. */
    CompletableFuture<Long> asked() {
        return asked;
    }

    CompletableFuture<InvocationResult> submit(String event) {
        Work work = new Work(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        waiting.add(work);
        return work.answer();
    }

    private void next(HttpExchange exchange) throws IOException {
        asked.complete(System.nanoTime());
        Work work;
        try {
            work = waiting.take();
        } catch (InterruptedException e) {
            exchange.close();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", work.id());
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + LIMIT));
        headers.set(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:us-east-1:000000000000:function:cruddur-post-confirmation");
        begun.put(work.id(), new Begun(work.answer(), System.nanoTime()));
        respond(exchange, 200, work.event());
    }

    /** {@code invocation/ID/response} or {@code invocation/ID/error}. */
    private void answered(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().substring(PATH.length()).split("/");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Begun work = path.length == 3 ? begun.remove(path[1]) : null;
        if (work == null) {
            respond(exchange, 404, "");
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - work.since());
        respond(exchange, 202, "");
        work.answer().complete(new InvocationResult(path[2].equals("error"), body, took));
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
