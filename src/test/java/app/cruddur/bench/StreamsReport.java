package app.cruddur.bench;

import app.cruddur.support.RunningServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;

/** {@code bench/run --streams}: the memory of open event streams, and the time until all of them have received an event. */
final class StreamsReport {

    private static final int STREAMS = 2000;
    private static final int EVENTS = 10;

    private final BenchSettings settings;

    StreamsReport(BenchSettings settings) {
        this.settings = settings;
    }

    void run() throws Exception {
        try (BenchEnvironment environment = BenchEnvironment.start(settings, 10_000)) {
            StringBuilder table = new StringBuilder(
                    "| | memory before | with 2,000 open streams | slowest stream received an event after |\n|---|---:|---:|---:|\n");
            for (Map.Entry<String, RunningServer> entry : environment.servers().entrySet()) {
                RunningServer server = entry.getValue();
                for (int i = 0; i < 50; i++) {
                    Http.get(server.uri().resolve("api/activities/home?limit=5"));
                }
                long before = Processes.memory(server.process());
                try (OpenStreams streams = new OpenStreams(server.uri(), STREAMS)) {
                    Duration slowest = Duration.ZERO;
                    for (int i = 0; i < EVENTS; i++) {
                        String uuid = publish(server.uri(), environment.data().token(i));
                        Duration delay = streams.awaitAll(STREAMS, uuid);
                        slowest = delay.compareTo(slowest) > 0 ? delay : slowest;
                    }
                    table.append("| %s | %d MB | %d MB | %d ms |\n"
                            .formatted(entry.getKey(), before, Processes.memory(server.process()), slowest.toMillis()));
                }
            }
            System.out.println(table);
        }
    }

    private static String publish(URI server, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("api/activities"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"To all\",\"ttl\":\"1-hour\"}"))
                .build();
        String location = Http.send(request).headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
