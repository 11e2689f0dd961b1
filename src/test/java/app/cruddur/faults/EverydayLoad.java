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
 * All that people do, in the proportions of a busy day: mostly they read first pages, some page on, and few post, answer, like, write to each
 * other, or keep a stream open for a while.
 */
final class EverydayLoad implements AutoCloseable {

    private static final int PEOPLE_AT_ONCE = 8;
    private static final int MOST_STREAMS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern UUID_OF_ANSWER = Pattern.compile("\"uuid\" ?: ?\"([0-9a-f-]{36})\"");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final List<String> handles;
    /** Of every request that did not go as it should, one of each kind and how often. */
    private final Map<String, Long> failures = new ConcurrentHashMap<>();

    private final AtomicLong requests = new AtomicLong();
    private final List<Thread> people = new ArrayList<>();
    private final Deque<StreamReader> streams = new ArrayDeque<>();
    private final long nanosBetween;
    private volatile String crud;
    private volatile String tag = "\"none\"";
    private volatile boolean stopping;

    /**
     * @param handles who there is
     * @param perSecond how many requests there shall be; 0 for as many as are answered
     */
    EverydayLoad(URI server, List<String> handles, double perSecond) {
        this.server = server;
        this.handles = handles;
        this.nanosBetween = perSecond == 0 ? 0 : (long) (1e9 * PEOPLE_AT_ONCE / perSecond);
        for (int i = 0; i < PEOPLE_AT_ONCE; i++) {
            long seed = i;
            Thread person = new Thread(() -> live(new Random(seed)), "person " + i);
            people.add(person);
            person.start();
        }
    }

    long requests() {
        return requests.get();
    }

    Map<String, Long> failures() {
        return failures;
    }

    private void live(Random random) {
        long next = System.nanoTime();
        while (!stopping) {
            try {
                act(random);
            } catch (Exception | AssertionError e) {
                failures.merge(e.toString(), 1L, Long::sum);
            }
            next = Math.max(
                    next + nanosBetween,
                    System.nanoTime() - Duration.ofSeconds(1).toNanos());
            sleepUntil(next);
        }
    }

    private void act(Random random) throws Exception {
        String handle = handles.get(random.nextInt(handles.size()));
        int what = random.nextInt(1000);
        if (crud == null || what < 80) {
            crud = uuid(
                    post("activities", handle, "\"message\":\"Said at " + System.nanoTime() + "\",\"ttl\":\"1-hour\""));
        } else if (what < 430) {
            tag = get("activities/home").headers().firstValue("ETag").orElseThrow();
        } else if (what < 530) {
            send(request("activities/home").header("If-None-Match", tag), 200, 304);
        } else if (what < 630) {
            leaf(random.nextInt(4));
        } else if (what < 780) {
            get("activities/@" + handle);
        } else if (what < 830) {
            send(request("activities/home").header("X-Cruddur-User", handle), 200);
        } else if (what < 880) {
            get("activities/" + crud);
        } else if (what < 920) {
            post("activities/" + crud + "/reply", handle, "\"message\":\"An answer\"");
        } else if (what < 960) {
            send(
                    request("activities/" + crud + "/like")
                            .header("X-Cruddur-User", handle)
                            .PUT(BodyPublishers.noBody()),
                    200);
        } else if (what < 970) {
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
        } else if (what < 990) {
            send(request("message_groups").header("X-Cruddur-User", handle), 200);
        } else {
            open();
        }
    }

    /** Some pages on: what nobody keeps. */
    private void leaf(int pages) throws Exception {
        HttpResponse<String> page = get("activities/home?limit=10");
        for (int i = 0; i < pages; i++) {
            Matcher next = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
            if (!next.find()) {
                return;
            }
            page = send(HttpRequest.newBuilder(server.resolve(next.group(1))), 200);
        }
    }

    /** One more stream; the oldest goes. */
    private void open() throws Exception {
        requests.incrementAndGet();
        StreamReader stream = StreamReader.open(server);
        if (stream.status() != 200) {
            failures.merge("a stream: " + stream.status(), 1L, Long::sum);
        }
        StreamReader oldest = null;
        synchronized (streams) {
            streams.add(stream);
            if (streams.size() > MOST_STREAMS) {
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
        HttpRequest request = builder.timeout(PATIENCE).build();
        requests.incrementAndGet();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (!List.of(expected).contains(answer.statusCode())) {
            throw new IllegalStateException(request.method() + " → " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static String uuid(HttpResponse<String> answer) {
        Matcher uuid = UUID_OF_ANSWER.matcher(answer.body());
        if (!uuid.find()) {
            throw new IllegalStateException("no uuid in " + answer.body());
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
        for (Thread person : people) {
            person.join();
        }
        for (StreamReader stream : streams) {
            stream.close();
        }
    }
}
