package app.cruddur.faults;

import app.cruddur.contract.StreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A realistic mix of requests: mostly first pages, some further pages, and few cruds, replies, likes, messages and event streams that stay
 * open for a while.
 */
final class EverydayLoad implements AutoCloseable {

    private static final int USERS = 8;
    private static final int MAX_STREAMS = 20;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern UUID_IN_BODY = Pattern.compile("\"uuid\" ?: ?\"([0-9a-f-]{36})\"");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final List<String> handles;
    /** The number of failures of each kind. */
    private final Map<String, Long> failures = new ConcurrentHashMap<>();

    private final AtomicLong requests = new AtomicLong();
    private final List<Thread> users = new ArrayList<>();
    private final Deque<StreamReader> streams = new ArrayDeque<>();
    private final long nanosBetween;
    private volatile String crud;
    private volatile String tag = "\"none\"";
    private volatile boolean stopping;

    /**
     * @param handles the handles of the users that send the requests
     * @param perSecond the rate of requests; 0 for as many as the server can handle
     */
    EverydayLoad(URI server, List<String> handles, double perSecond) {
        this.server = server;
        this.handles = handles;
        this.nanosBetween = perSecond == 0 ? 0 : (long) (1e9 * USERS / perSecond);
        for (int i = 0; i < USERS; i++) {
            long seed = i;
            Thread user = new Thread(() -> run(new Random(seed)), "person " + i);
            users.add(user);
            user.start();
        }
    }

    long requests() {
        return requests.get();
    }

    Map<String, Long> failures() {
        return failures;
    }

    private void run(Random random) {
        long next = System.nanoTime();
        while (!stopping) {
            try {
                sendRandomRequest(random);
            } catch (Exception | AssertionError e) {
                failures.merge(e.toString(), 1L, Long::sum);
            }
            next = Math.max(
                    next + nanosBetween,
                    System.nanoTime() - Duration.ofSeconds(1).toNanos());
            sleepUntil(next);
        }
    }

    private void sendRandomRequest(Random random) throws Exception {
        String handle = handles.get(random.nextInt(handles.size()));
        int choice = random.nextInt(1000);
        if (crud == null || choice < 80) {
            crud = uuid(
                    post("activities", handle, "\"message\":\"Said at " + System.nanoTime() + "\",\"ttl\":\"1-hour\""));
        } else if (choice < 430) {
            tag = get("activities/home").headers().firstValue("ETag").orElseThrow();
        } else if (choice < 530) {
            send(request("activities/home").header("If-None-Match", tag), 200, 304);
        } else if (choice < 630) {
            readNextPages(random.nextInt(4));
        } else if (choice < 780) {
            get("activities/@" + handle);
        } else if (choice < 830) {
            send(request("activities/home").header("X-Cruddur-User", handle), 200);
        } else if (choice < 880) {
            get("activities/" + crud);
        } else if (choice < 920) {
            post("activities/" + crud + "/reply", handle, "\"message\":\"An answer\"");
        } else if (choice < 960) {
            send(
                    request("activities/" + crud + "/like")
                            .header("X-Cruddur-User", handle)
                            .PUT(BodyPublishers.noBody()),
                    200);
        } else if (choice < 970) {
            String other = handles.get((handles.indexOf(handle) + 1) % handles.size());
            send(
                    request("messages")
                            .header("X-Cruddur-User", handle)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .POST(BodyPublishers.ofString(
                                    "{\"user_receiver_handle\":\"%s\",\"message\":\"Just between us\"}"
                                            .formatted(other))),
                    200);
        } else if (choice < 990) {
            send(request("message_groups").header("X-Cruddur-User", handle), 200);
        } else {
            openStream();
        }
    }

    /** Reads this many pages after the first one; they are not cached. */
    private void readNextPages(int pages) throws Exception {
        HttpResponse<String> page = get("activities/home?limit=10");
        for (int i = 0; i < pages; i++) {
            Matcher next = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
            if (!next.find()) {
                return;
            }
            page = send(HttpRequest.newBuilder(server.resolve(next.group(1))), 200);
        }
    }

    /** Opens one more stream, and closes the oldest one if there are too many. */
    private void openStream() throws Exception {
        requests.incrementAndGet();
        StreamReader stream = StreamReader.open(server);
        if (stream.status() != 200) {
            failures.merge("a stream: " + stream.status(), 1L, Long::sum);
        }
        StreamReader oldest = null;
        synchronized (streams) {
            streams.add(stream);
            if (streams.size() > MAX_STREAMS) {
                oldest = streams.remove();
            }
        }
        if (oldest != null) {
            if (oldest.isOver()) {
                failures.merge("a stream that the server ended", 1L, Long::sum);
            }
            oldest.close();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path), 200);
    }

    private HttpResponse<String> post(String path, String handle, String members) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString("{\"user_handle\":\"%s\",%s}".formatted(handle, members))),
                200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve("api/" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder builder, Integer... expected) throws Exception {
        HttpRequest request = builder.timeout(REQUEST_TIMEOUT).build();
        requests.incrementAndGet();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (!List.of(expected).contains(response.statusCode())) {
            throw new IllegalStateException(request.method() + " → " + response.statusCode() + " " + response.body());
        }
        return response;
    }

    private static String uuid(HttpResponse<String> response) {
        Matcher uuid = UUID_IN_BODY.matcher(response.body());
        if (!uuid.find()) {
            throw new IllegalStateException("no uuid in " + response.body());
        }
        return uuid.group(1);
    }

    private static void sleepUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws Exception {
        stopping = true;
        for (Thread user : users) {
            user.join();
        }
        for (StreamReader stream : streams) {
            stream.close();
        }
    }
}
