package app.cruddur.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for a server in another process. */
final class Readiness {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Readiness() {}

    /** Asks until the health check answers 200; false when the process ends or three minutes pass before. */
    static boolean await(Process server, URI home) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(home.resolve("api/health-check"))
                .timeout(Duration.ofMinutes(1))
                .build();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (server.isAlive() && System.nanoTime() < deadline) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return true;
                }
            } catch (IOException e) {
                // not listening yet
            }
            server.waitFor(200, TimeUnit.MILLISECONDS);
        }
        return false;
    }
}
