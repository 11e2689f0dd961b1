package app.cruddur.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends requests over its own connections and checks every response: the request id, the headers that depend on the origin and the caller,
 * the entity tag of the body, and the response time.
 */
final class ConcurrentClient {

    private static final String FRONT_END = "http://localhost:3000";
    private static final String FOREIGN = "http://foreign.example";
    private static final Duration TIME_LIMIT = Duration.ofSeconds(Integer.getInteger("storm.limit.seconds", 5));
    private static final int MAX_TRIES = 20;
    private static final Set<String> VARY = Set.of("Authorization", "X-Cruddur-User", "Origin");
    private static final String STREAM = "/activities/stream";
    private static final AtomicLong IDS = new AtomicLong();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final ConcurrencyReport report;

    /** @param server with a trailing slash */
    ConcurrentClient(URI server, ConcurrencyReport report) {
        this.server = server;
        this.report = report;
    }

    /**
     * Sends a request and checks the status and, if any are given, the error codes. While all database connections are in use, the server
     * returns 503 with {@code Retry-After}; the client then retries, and the report counts the retries.
     */
    ConcurrentResponse expect(int status, ConcurrentRequest request, String... codes) {
        ConcurrentResponse response = send(request);
        for (int tries = 1; tries < MAX_TRIES && response.isUnavailable(); tries++) {
            report.unavailable();
            response = send(request);
        }
        check(response.status() == status, request, response, "expected " + status);
        if (codes.length > 0) {
            String expected = Stream.of(codes).map(code -> '"' + code + '"').collect(Collectors.joining(",", "[", "]"));
            check(response.text().equals(expected), request, response, "expected " + expected);
            check("application/json".equals(response.header("Content-Type")), request, response, "content type");
        }
        return response;
    }

    void check(boolean right, ConcurrentRequest request, ConcurrentResponse response, String reason) {
        if (!right) {
            report.wrong(request, response, reason);
        }
    }

    /** Reads a stream up to the first event id, which the server sends immediately. */
    void readStream(ConcurrentRequest request) {
        long start = System.nanoTime();
        HttpRequest sent = HttpRequest.newBuilder(request.uri(server))
                .timeout(TIME_LIMIT.multipliedBy(2))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(sent, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                if (response.statusCode() != 200 || line == null || !line.startsWith("id: ")) {
                    report.wrong(request, response.statusCode() + " " + line, "expected an id");
                }
            }
        } catch (IOException | InterruptedException e) {
            report.wrong(request, e, "no response");
        }
        report.count(request, System.nanoTime() - start);
    }

    private ConcurrentResponse send(ConcurrentRequest request) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = "concurrency-" + IDS.incrementAndGet();
        boolean identified = random.nextInt(8) > 0;
        ConcurrentRequest complete = request.header("X-Request-Id", identified ? id : "not allowed: " + id);
        String origin = List.of("", FRONT_END, FOREIGN).get(random.nextInt(3));
        if (!origin.isEmpty()) {
            complete = complete.header("Origin", origin);
        }
        if (random.nextBoolean()) {
            complete = complete.header("Accept-Encoding", "gzip");
        }
        long start = System.nanoTime();
        try {
            ConcurrentResponse response =
                    ConcurrentResponse.of(http.send(http(complete), HttpResponse.BodyHandlers.ofByteArray()));
            long nanos = System.nanoTime() - start;
            report.count(request, nanos);
            check(nanos <= TIME_LIMIT.toNanos(), complete, response, "took " + Duration.ofNanos(nanos));
            if (!response.isFromBalancer()) {
                checkHeaders(complete, response, identified ? id : null, origin);
            }
            return response;
        } catch (IOException | InterruptedException | RuntimeException e) {
            report.count(request, System.nanoTime() - start);
            report.wrong(complete, e, "no response");
            throw new NoResponse(e);
        }
    }

    private HttpRequest http(ConcurrentRequest request) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request.uri(server)).timeout(TIME_LIMIT.multipliedBy(4));
        request.headers().forEach(builder::setHeader);
        if (request.caller() != null) {
            builder.setHeader("X-Cruddur-User", request.caller());
        }
        return builder.method(
                        request.method(),
                        request.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(request.body()))
                .build();
    }

    private void checkHeaders(ConcurrentRequest request, ConcurrentResponse response, String id, String origin) {
        String requestId = response.header("X-Request-Id");
        boolean own = id == null
                ? requestId != null
                        && requestId.matches("[A-Za-z0-9._-]{1,64}")
                        && !requestId.startsWith("concurrency-")
                : id.equals(requestId);
        check(own, request, response, "X-Request-Id of another request");
        check(response.headers().allValues("X-Request-Id").size() == 1, request, response, "several X-Request-Id");
        String allowed = origin.equals(FRONT_END) ? FRONT_END : null;
        boolean cors = allowed == null
                ? response.header("Access-Control-Allow-Origin") == null
                : response.headers().allValues("Access-Control-Allow-Origin").equals(List.of(allowed));
        check(cors, request, response, "CORS headers of another origin");
        check(response.header("X-RateLimit-Remaining") != null, request, response, "no rate limit headers");
        if (request.path().equals(STREAM)) {
            return;
        }
        check(response.vary().containsAll(VARY), request, response, "Vary");
        String cache = request.caller() == null ? "no-cache" : "private, no-cache";
        check(cache.equals(response.header("Cache-Control")), request, response, "Cache-Control of another caller");
        if (request.method().equals("GET")
                && response.status() == 200
                && !request.path().endsWith("/export")) {
            check(response.tagOfBody().equals(response.header("ETag")), request, response, "ETag of another body");
        }
    }

    /** Thrown if there was no response; the report contains it already. */
    static final class NoResponse extends RuntimeException {
        NoResponse(Exception cause) {
            super(cause);
        }
    }
}
