package app.cruddur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Reads {@code /api/activities/stream} as a browser does, and checks the response and the data of each event against the document. */
public final class StreamReader implements AutoCloseable {

    /** Uses HTTP/1.1, as browsers do without TLS; over HTTP/2, all streams of a client would share one connection. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenApi DOCUMENT = OpenApi.read();
    private static final String PATH = "/activities/stream";

    /** A received event; {@code at} is the value of {@link System#nanoTime} when it arrived. */
    public record Event(String id, String name, JsonNode data, long at) {

        public String uuid() {
            return data.path("uuid").asText();
        }
    }

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private volatile String lastId;
    private volatile int comments;
    private volatile boolean over;

    private StreamReader(HttpResponse<InputStream> response) {
        this.response = response;
    }

    /** Opens a stream of the events from now on. */
    public static StreamReader open(URI home) throws Exception {
        return open(home, null);
    }

    /** @param lastEventId the value of {@code Last-Event-ID}, or null to send none */
    public static StreamReader open(URI home, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve("api" + PATH))
                .header("Accept", "text/event-stream")
                .header("Origin", "http://localhost:3000");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        StreamReader reader = new StreamReader(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        boolean rejected = reader.status() != 200;
        String body = rejected ? new String(reader.response.body().readAllBytes(), StandardCharsets.UTF_8) : "";
        ContractFilter.check(new Exchange("GET", PATH, null, Map.of(), "", reader.status(), reader.headers(), body));
        reader.over = rejected;
        if (rejected) {
            return reader;
        }
        Thread thread = new Thread(reader::read, "stream reader");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    /** The status of the response; if it is not 200, the server rejected the request and the stream is over. */
    public int status() {
        return response.statusCode();
    }

    public Map<String, String> headers() {
        return response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> String.join(", ", header.getValue())));
    }

    /** The events received so far. Fails if one of them violates the document. */
    public List<Event> events() {
        assertThat(violations).isEmpty();
        return events;
    }

    /** The events received so far with this name and for this activity. */
    public List<Event> events(String name, String uuid) {
        return events().stream()
                .filter(event -> event.name().equals(name) && event.uuid().equals(uuid))
                .toList();
    }

    /** The last event id received, which a client would send as {@code Last-Event-ID}; null before the first one. */
    public String lastId() {
        return lastId;
    }

    public int comments() {
        return comments;
    }

    /** Whether the stream has ended. */
    public boolean isOver() {
        return over;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    comments++;
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring("id: ".length());
                } else if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (!line.isEmpty()) {
                    violations.add("a line that is none of a stream's: " + line);
                } else if (data != null) {
                    addEvent(name, data);
                    name = "";
                    data = null;
                }
            }
        } catch (IOException e) {
            // The server or this reader closed the stream.
        }
        over = true;
    }

    private void addEvent(String name, String data) throws JsonProcessingException {
        JsonNode json = JSON.readTree(data);
        JsonNode schema = DOCUMENT.operation("GET", PATH)
                .responses()
                .at("/200/content/text~1event-stream/x-events")
                .path(name);
        if (schema.isMissingNode()) {
            violations.add("an event that is not documented: " + name);
        } else {
            DOCUMENT.violations(schema, json)
                    .forEach(violation -> violations.add(name + " " + data + ": " + violation));
        }
        events.add(new Event(lastId, name, json, System.nanoTime()));
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
