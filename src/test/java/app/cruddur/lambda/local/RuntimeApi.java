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
 * The Lambda runtime API, from which the runtime interface client requests events, on a free port of 127.0.0.1.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda: the runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

    private static final String PATH = "/2018-06-01/runtime/";

    /** The timeout of the function in {@code aws/template.yaml}. */
    private static final long TIMEOUT_MILLIS = 5_000;

    static {
        // Otherwise each response waits 40 ms for a delayed acknowledgement (Nagle's algorithm).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private record Invocation(String id, String event, CompletableFuture<InvocationResult> result) {}

    private record Running(CompletableFuture<InvocationResult> result, long since) {}

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Long> firstRequest = new CompletableFuture<>();
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
        server.createContext(PATH + "invocation/", this::complete);
        server.createContext(PATH + "init/error", exchange -> {
            exchange.getRequestBody().readAllBytes();
            respond(exchange, 202, "");
        });
        server.start();
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Completed with {@link System#nanoTime()} when the client requests its first event. */
    CompletableFuture<Long> firstRequest() {
        return firstRequest;
    }

    CompletableFuture<InvocationResult> submit(String event) {
        Invocation work = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        waiting.add(work);
        return work.result();
    }

    private void next(HttpExchange exchange) throws IOException {
        firstRequest.complete(System.nanoTime());
        Invocation work;
        try {
            work = waiting.take();
        } catch (InterruptedException e) {
            exchange.close();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", work.id());
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + TIMEOUT_MILLIS));
        headers.set(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:us-east-1:000000000000:function:cruddur-post-confirmation");
        running.put(work.id(), new Running(work.result(), System.nanoTime()));
        respond(exchange, 200, work.event());
    }

    /** {@code invocation/ID/response} or {@code invocation/ID/error}. */
    private void complete(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().substring(PATH.length()).split("/");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Running work = path.length == 3 ? running.remove(path[1]) : null;
        if (work == null) {
            respond(exchange, 404, "");
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - work.since());
        respond(exchange, 202, "");
        work.result().complete(new InvocationResult(path[2].equals("error"), body, took));
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
