package app.cruddur.faults;

import app.cruddur.persistence.ConnectionUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A workload of concurrent clients during a fault. Writers post cruds and retry each one with the same {@code Idempotency-Key} until it is
 * acknowledged; readers read the home feed and the crud that was acknowledged last. The workload records every request and every
 * acknowledged crud. The server runs with {@code CRUDDUR_AUTH=open}, the demo seed and generous rate limits.
 */
public final class Workload implements AutoCloseable {

    /** Longer than any request may take, so that a hanging request is recorded as such. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);
    /** The upper limit on {@code Retry-After}, so that a client notices the end of a fault soon. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

    private static final Duration DEFAULT_INTERVAL = Duration.ofMillis(10);

    private static final Pattern UUID_IN_BODY = Pattern.compile("\"uuid\" ?: ?\"([0-9a-f-]{36})\"");
    private static final Pattern CODE = Pattern.compile("\\[\"([a-z_]+)\"");
    private static final List<String> HANDLES = List.of("andrewbrown", "bayko");

    /** One request as its client saw it; {@code fault} is null if it succeeded. */
    private record Request(boolean write, long start, long end, String fault) {}

    private record Crud(UUID uuid, String message) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT)
            .build();
    /** Part of every message of this workload and of no other workload. */
    private final String marker = UUID.randomUUID().toString();

    private final AtomicInteger counter = new AtomicInteger();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Crud> acknowledged = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final URI server;
    /** The pause between two requests of one client; the load itself must not cause failures. */
    private final Duration interval;

    private volatile Crud newest;
    private volatile boolean stopping;
    private volatile long faultStart;
    private volatile long faultEnd;

    private Workload(URI server, Duration interval) {
        this.server = server;
        this.interval = interval;
    }

    /** @param server the URL of the front page, with a trailing slash */
    public static Workload start(URI server, int writers, int readers) {
        return start(server, writers, readers, DEFAULT_INTERVAL);
    }

    /** @param interval the pause between two requests of one client */
    static Workload start(URI server, int writers, int readers, Duration interval) {
        Workload workload = new Workload(server, interval);
        for (int i = 0; i < writers; i++) {
            String handle = HANDLES.get(i % HANDLES.size());
            workload.threads.add(new Thread(() -> workload.write(handle), "writer " + i));
        }
        for (int i = 0; i < readers; i++) {
            workload.threads.add(new Thread(workload::read, "reader " + i));
        }
        workload.faultStart = workload.faultEnd = System.nanoTime();
        workload.threads.forEach(Thread::start);
        return workload;
    }

    /** The number of cruds that were acknowledged so far. */
    public int acknowledged() {
        return acknowledged.size();
    }

    /** Starts the measurement; earlier requests were a warm-up. */
    public void markFaultStart() {
        faultStart = System.nanoTime();
        faultEnd = faultStart;
    }

    /** Marks the end of the fault, from which {@link Outcome#recovery} is measured. */
    public void markFaultEnd() {
        faultEnd = System.nanoTime();
    }

    /** The number of requests that started after {@link #markFaultEnd} and succeeded so far. */
    public long succeededSinceFaultEnd() {
        return requests.stream()
                .filter(request -> request.fault == null && request.start - faultEnd > 0)
                .count();
    }

    /** Stops all clients after their current request, without retries. Then looks for every acknowledged crud in the database. */
    public Outcome stop(String fault, ConnectionUrl database) throws InterruptedException, SQLException {
        close();
        List<Request> counted = requests.stream()
                .filter(request -> request.end - faultStart > 0)
                .toList();
        Map<String, Long> errors = counted.stream()
                .filter(request -> request.fault != null)
                .collect(Collectors.groupingBy(Request::fault, TreeMap::new, Collectors.counting()));
        long longest = counted.stream()
                .mapToLong(request -> request.end - request.start)
                .max()
                .orElse(0);
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.properties())) {
            return new Outcome(
                    fault,
                    counted.size(),
                    errors,
                    Duration.ofNanos(longest),
                    recovery(counted),
                    lost(connection),
                    doubled(connection));
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Duration recovery(List<Request> counted) {
        long written = counted.stream()
                .filter(request -> request.write && request.fault == null && request.end - faultEnd > 0)
                .mapToLong(request -> request.end - faultEnd)
                .min()
                // No write has succeeded since the end of the fault.
                .orElse(System.nanoTime() - faultEnd);
        long failed = counted.stream()
                .filter(request -> request.fault != null)
                .mapToLong(request -> request.end - faultEnd)
                .max()
                .orElse(0);
        return Duration.ofNanos(Math.max(written, failed));
    }

    private long lost(Connection connection) throws SQLException {
        List<Crud> cruds = List.copyOf(acknowledged);
        try (PreparedStatement statement = connection.prepareStatement(
                """
                SELECT count(*)
                FROM unnest(CAST(? AS uuid[]), CAST(? AS text[])) AS acknowledged (uuid, message)
                WHERE NOT EXISTS (
                  SELECT FROM activities
                  WHERE activities.uuid = acknowledged.uuid AND activities.message = acknowledged.message
                )""")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", cruds.stream().map(Crud::uuid).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", cruds.stream().map(Crud::message).toArray()));
            return number(statement);
        }
    }

    private long doubled(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                SELECT count(*)
                FROM (SELECT FROM activities WHERE message LIKE ? GROUP BY message HAVING count(*) > 1) AS doubled""")) {
            statement.setString(1, "%" + marker);
            return number(statement);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void write(String handle) {
        while (!stopping) {
            String message = "Written in hard times, number " + counter.incrementAndGet() + " of " + marker;
            HttpRequest post = request("api/activities")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"user_handle\":\"%s\",\"message\":\"%s\",\"ttl\":\"1-day\"}".formatted(handle, message)))
                    .build();
            HttpResponse<String> response = send(post);
            while (!isSuccessful(response) && !stopping) {
                pause(pauseAfter(response));
                response = send(post);
            }
            if (isSuccessful(response)) {
                Matcher uuid = UUID_IN_BODY.matcher(response.body());
                Crud crud = new Crud(uuid.find() ? UUID.fromString(uuid.group(1)) : null, message);
                acknowledged.add(crud);
                newest = crud;
            }
            pause(interval);
        }
    }

    private void read() {
        for (int i = 0; !stopping; i++) {
            Crud crud = newest;
            HttpResponse<String> response =
                    send(request(i % 2 == 0 || crud == null ? "api/activities/home" : "api/activities/" + crud.uuid)
                            .build());
            pause(isSuccessful(response) ? interval : pauseAfter(response));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(REQUEST_TIMEOUT);
    }

    /** @return null if there was no response */
    private HttpResponse<String> send(HttpRequest request) {
        boolean write = request.method().equals("POST");
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            requests.add(new Request(write, start, System.nanoTime(), fault(response)));
            return response;
        } catch (IOException e) {
            requests.add(new Request(write, start, System.nanoTime(), fault(e)));
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSuccessful(HttpResponse<String> response) {
        return response != null && response.statusCode() == 200;
    }

    private static String fault(HttpResponse<String> response) {
        if (isSuccessful(response)) {
            return null;
        }
        Matcher code = CODE.matcher(response.body());
        boolean lacksRetryAfter = response.statusCode() == 503
                && response.headers().firstValue("Retry-After").isEmpty();
        return response.statusCode()
                + (code.lookingAt() ? " " + code.group(1) : "")
                + (lacksRetryAfter ? " without Retry-After" : "");
    }

    private static String fault(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer";
        }
        return e instanceof ConnectException ? "connection refused" : "connection lost";
    }

    private static Duration pauseAfter(HttpResponse<String> response) {
        Duration requested = response == null
                ? Duration.ofMillis(100)
                : Duration.ofSeconds(
                        response.headers().firstValueAsLong("Retry-After").orElse(1));
        return requested.compareTo(MAX_PAUSE) < 0 ? requested : MAX_PAUSE;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
