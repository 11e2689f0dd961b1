package app.cruddur.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP proxy in front of a server. It can stop, and it can change the release of the web client, as an upgrade of the server does. */
final class ReleaseProxy implements AutoCloseable {

    private static final Pattern RELEASE = Pattern.compile("app\\.[\\w-]+/");
    private static final List<String> HEADERS = List.of("Content-Type", "Cache-Control", "Content-Security-Policy");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final URI target;
    private volatile String upgradedFrom;
    private volatile boolean isStopped;

    private ReleaseProxy(HttpServer server, URI target) {
        this.server = server;
        this.target = target;
    }

    static ReleaseProxy start(URI target) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            ReleaseProxy proxy = new ReleaseProxy(HttpServer.create(address, 0), target);
            proxy.server.createContext("/", proxy::forward);
            proxy.server.setExecutor(proxy.threads);
            proxy.server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The front page, with a trailing slash. */
    URI home() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + target.getPath());
    }

    /** From now on, the files have another release. Returns the new release. */
    String upgrade() {
        Matcher release = RELEASE.matcher(new String(get("").body(), StandardCharsets.UTF_8));
        if (!release.find()) {
            throw new IllegalStateException("The page names no release.");
        }
        upgradedFrom = release.group();
        return "app.upgraded/";
    }

    /** From now on, each request fails. */
    void stop() {
        isStopped = true;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isStopped) {
                return;
            }
            String path = exchange.getRequestURI()
                    .toString()
                    .substring(target.getPath().length());
            // The page then polls: a stream would have no end here.
            HttpResponse<byte[]> response = path.endsWith("/stream") ? get("nowhere") : get(released(path));
            HEADERS.forEach(name -> response.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                    .set(name, value)));
            byte[] body = upgraded(response);
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String released(String path) {
        return upgradedFrom == null ? path : path.replace("app.upgraded/", upgradedFrom);
    }

    private byte[] upgraded(HttpResponse<byte[]> response) {
        boolean isText =
                !response.headers().firstValue("Content-Type").orElse("").equals("image/png");
        return upgradedFrom == null || !isText
                ? response.body()
                : new String(response.body(), StandardCharsets.UTF_8)
                        .replace(upgradedFrom, "app.upgraded/")
                        .getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(target + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
