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
 * People at work while something breaks: writers who post cruds and repeat each, under the same {@code Idempotency-Key}, until it is
 * acknowledged; readers who read the home feed and the crud that was acknowledged last. Every request and every acknowledged crud is
 * remembered. The server runs with {@code CRUDDUR_AUTH=open}, the demo seed and generous rate limits.
 */
public final class Workload implements AutoCloseable {

    /** Longer than anything may take: a request that hangs is to be seen as such. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Whatever {@code Retry-After} says: so that the end of a fault is noticed. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final Duration PACE = Duration.ofMillis(10);

    private static final Pattern UUID_OF_ANSWER = Pattern.compile("\"uuid\" ?: ?\"([0-9a-f-]{36})\"");
    private static final Pattern CODE = Pattern.compile("\\[\"([a-z_]+)\"");
    private static final List<String> HANDLES = List.of("andrewbrown", "bayko");

    /** One request as its client saw it; {@code fault} is null when all went well. */
    private record Request(boolean write, long start, long end, String fault) {}

    private record Crud(UUID uuid, String message) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    /** In every message, and in no other workload's. */
    private final String mark = UUID.randomUUID().toString();

    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Crud> acknowledged = new ConcurrentLinkedQueue<>();
    private final List<Thread> people = new ArrayList<>();
    private final URI server;
    /** Between two requests of one person: it is not the load that is to break anything. */
    private final Duration pace;

    private volatile Crud newest;
    private volatile boolean stopping;
    private volatile long begun;
    private volatile long back;

    private Workload(URI server, Duration pace) {
        this.server = server;
        this.pace = pace;
    }

    /** @param server where the front page is, with a slash at the end */
    public static Workload start(URI server, int writers, int readers) {
        return start(server, writers, readers, PACE);
    }

    /** @param pace between two requests of one person */
    static Workload start(URI server, int writers, int readers, Duration pace) {
        Workload workload = new Workload(server, pace);
        for (int i = 0; i < writers; i++) {
            String handle = HANDLES.get(i % HANDLES.size());
            workload.people.add(new Thread(() -> workload.write(handle), "writer " + i));
        }
        for (int i = 0; i < readers; i++) {
            workload.people.add(new Thread(workload::read, "reader " + i));
        }
        workload.begun = workload.back = System.nanoTime();
        workload.people.forEach(Thread::start);
        return workload;
    }

    /** How many cruds were acknowledged so far. */
    public int acknowledged() {
        return acknowledged.size();
    }

    /** From now on requests count: what came before was to get the server going. */
    public void faultBegins() {
        begun = System.nanoTime();
        back = begun;
    }

    /** From now on the {@link Outcome#recovery} counts: what was broken works again. */
    public void databaseIsBack() {
        back = System.nanoTime();
    }

    /** How many requests that began after {@link #databaseIsBack} have succeeded so far. */
    public long succeededSinceReturn() {
        return requests.stream()
                .filter(request -> request.fault == null && request.start - back > 0)
                .count();
    }

    /** Sends everybody home: whoever waits for an answer gets it, nobody tries again. Then every crud is looked for. */
    public Outcome stop(String fault, ConnectionUrl database) throws InterruptedException, SQLException {
        close();
        List<Request> counted =
                requests.stream().filter(request -> request.end - begun > 0).toList();
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
        for (Thread person : people) {
            person.join();
        }
    }

    private Duration recovery(List<Request> counted) {
        long written = counted.stream()
                .filter(request -> request.write && request.fault == null && request.end - back > 0)
                .mapToLong(request -> request.end - back)
                .min()
                // Never, as far as one can tell.
                .orElse(System.nanoTime() - back);
        long failed = counted.stream()
                .filter(request -> request.fault != null)
                .mapToLong(request -> request.end - back)
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
            statement.setString(1, "%" + mark);
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
            String message = "Written in hard times, number " + numbers.incrementAndGet() + " of " + mark;
            HttpRequest post = request("api/activities")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"user_handle\":\"%s\",\"message\":\"%s\",\"ttl\":\"1-day\"}".formatted(handle, message)))
                    .build();
            HttpResponse<String> answer = send(post);
            while (!isGood(answer) && !stopping) {
                pause(pauseAfter(answer));
                answer = send(post);
            }
            if (isGood(answer)) {
                Matcher uuid = UUID_OF_ANSWER.matcher(answer.body());
                Crud crud = new Crud(uuid.find() ? UUID.fromString(uuid.group(1)) : null, message);
                acknowledged.add(crud);
                newest = crud;
            }
            pause(pace);
        }
    }

    private void read() {
        for (int i = 0; !stopping; i++) {
            Crud crud = newest;
            HttpResponse<String> answer =
                    send(request(i % 2 == 0 || crud == null ? "api/activities/home" : "api/activities/" + crud.uuid)
                            .build());
            pause(isGood(answer) ? pace : pauseAfter(answer));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
    }

    /** @return null when there was no answer */
    private HttpResponse<String> send(HttpRequest request) {
        boolean write = request.method().equals("POST");
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            requests.add(new Request(write, start, System.nanoTime(), fault(answer)));
            return answer;
        } catch (IOException e) {
            requests.add(new Request(write, start, System.nanoTime(), fault(e)));
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isGood(HttpResponse<String> answer) {
        return answer != null && answer.statusCode() == 200;
    }

    private static String fault(HttpResponse<String> answer) {
        if (isGood(answer)) {
            return null;
        }
        Matcher code = CODE.matcher(answer.body());
        boolean patience = answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isEmpty();
        return answer.statusCode()
                + (code.lookingAt() ? " " + code.group(1) : "")
                + (patience ? " without Retry-After" : "");
    }

    private static String fault(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer";
        }
        return e instanceof ConnectException ? "connection refused" : "connection lost";
    }

    private static Duration pauseAfter(HttpResponse<String> answer) {
        Duration wanted = answer == null
                ? Duration.ofMillis(100)
                : Duration.ofSeconds(
                        answer.headers().firstValueAsLong("Retry-After").orElse(1));
        return wanted.compareTo(LONGEST_PAUSE) < 0 ? wanted : LONGEST_PAUSE;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
