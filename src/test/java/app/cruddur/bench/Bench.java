package app.cruddur.bench;

import app.cruddur.database.Cursor;
import app.cruddur.database.PgbenchStatement;
import app.cruddur.support.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code bench/run} runs: both servers and pgbench on one database, in short segments that take turns, so that whatever else the
 * machine does falls on all of them alike. The ratios are of one round's segments; of these, the medians count.
 */
public final class Bench {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final int CONNECTIONS = 32;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What is measured: how wrk asks a server for it, and what pgbench does instead. */
    private record Subject(
            String name, String path, Path lua, String[] headers, Path sql, Map<String, String> variables) {}

    private final BenchSettings settings;
    private final Figures figures = new Figures();
    private final Map<String, RunningServer> servers = new LinkedHashMap<>();
    private final Path home = Files.createDirectories(TARGET.resolve("bench"));
    private BenchDatabase database;

    private Bench(BenchSettings settings) throws Exception {
        this.settings = settings;
    }

    public static void main(String[] arguments) throws Exception {
        BenchSettings settings = BenchSettings.of(arguments);
        System.setProperty("server.heap", "256m");
        System.setProperty("test.war", TARGET.resolve("cruddur.war").toString());
        if (settings.streams()) {
            new Bench(settings).streams();
        } else if (settings.growth()) {
            new Bench(settings).growth();
        } else {
            new Bench(settings).compare();
        }
        // The HTTP client's and the driver's threads would keep Maven waiting.
        System.exit(0);
    }

    private void compare() throws Exception {
        try {
            prepare(settings.activities());
            List<Subject> subjects = subjects();
            warmUp(subjects, settings.warmUp());
            for (int round = 1; round <= settings.rounds(); round++) {
                say("round " + round + " of " + settings.rounds());
                for (Subject subject : subjects) {
                    measure(subject);
                }
            }
            for (var server : servers.entrySet()) {
                figures.add(
                        "memory",
                        server.getKey(),
                        Processes.memory(server.getValue().process()));
            }
            String table = figures.table(servers.keySet());
            System.out.println(table);
            settings.publish(table, figures.chart(servers.keySet()), "performance");
        } finally {
            stop();
        }
    }

    /** How the latency of a page that is read from PostgreSQL grows with the table. */
    private void growth() throws Exception {
        Map<Integer, Map<String, Double>> medians = new TreeMap<>();
        try {
            prepare(settings.few());
            medians.put(settings.few(), pageLatency());
            stop();
            prepare(settings.activities());
            medians.put(settings.activities(), pageLatency());
            stopServers();
            say(settings.activities() + " activities become ten times as many");
            database.multiply(10);
            startServers();
            medians.put(settings.activities() * 10, pageLatency());
        } finally {
            stop();
        }
        String table = Figures.growthTable(medians);
        System.out.println(table);
        settings.publish(table, Chart.lines(medians), "growth");
    }

    /** Milliseconds that a page takes that nobody keeps, with two connections: the median over the rounds, for each server. */
    private Map<String, Double> pageLatency() throws Exception {
        Subject page = subjects().get(2);
        warmUp(List.of(page), settings.warmUp() / 4);
        Figures those = new Figures();
        for (int round = 1; round <= settings.rounds(); round++) {
            say("round " + round + " of " + settings.rounds());
            for (var server : servers.entrySet()) {
                var result = Load.wrk(address(server.getValue(), page), 2, settings.seconds(), null);
                those.add("p50", server.getKey(), result.p50());
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        servers.keySet().forEach(server -> medians.put(server, those.median("p50", server)));
        return medians;
    }

    /** What open streams cost, and how soon all of them hear. */
    private void streams() throws Exception {
        try {
            prepare(10_000);
            StringBuilder table = new StringBuilder(
                            "| | memory before | with 2,000 open streams | the last of them heard after |\n")
                    .append("|---|---:|---:|---:|\n");
            for (var server : servers.entrySet()) {
                URI uri = server.getValue().uri();
                for (int i = 0; i < 50; i++) {
                    get(uri.resolve("api/activities/home?limit=5"));
                }
                long before = Processes.memory(server.getValue().process());
                try (OpenStreams streams = new OpenStreams(uri, 2000)) {
                    Duration slowest = Duration.ZERO;
                    for (int i = 0; i < 10; i++) {
                        String uuid = publish(uri);
                        Duration heard = streams.awaitAll(2000, uuid);
                        slowest = heard.compareTo(slowest) > 0 ? heard : slowest;
                    }
                    table.append("| %s | %d MB | %d MB | %d ms |\n"
                            .formatted(
                                    server.getKey(),
                                    before,
                                    Processes.memory(server.getValue().process()),
                                    slowest.toMillis()));
                }
            }
            System.out.println(table);
        } finally {
            stop();
        }
    }

    private static String publish(URI server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("api/activities"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"user_handle\":\"user5\",\"message\":\"To all\",\"ttl\":\"1-hour\"}"))
                .build();
        String location = CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private void prepare(int activities) throws Exception {
        say("PostgreSQL with " + activities + " activities");
        database = BenchDatabase.start(home.resolve("postgres"), activities);
        startServers();
    }

    private void startServers() throws Exception {
        for (String server : settings.servers()) {
            System.setProperty("arquillian.launch", server);
            System.setProperty(
                    "test.wildfly.home",
                    TARGET.resolve("server/" + settings.wildfly()).toString());
            say("starting " + server);
            long start = System.nanoTime();
            servers.put(
                    server,
                    RunningServer.start(Map.of(
                            "CONNECTION_URL",
                            database.urlText(),
                            "CRUDDUR_AUTH",
                            "open",
                            // One machine asks for all.
                            "CRUDDUR_READS_PER_MINUTE",
                            "100000000",
                            "CRUDDUR_WRITES_PER_MINUTE",
                            "100000000",
                            "CRUDDUR_MAX_STREAMS_PER_CALLER",
                            "2000")));
            figures.add("start", server, (System.nanoTime() - start) / 1e9);
        }
    }

    private List<Subject> subjects() throws Exception {
        RunningServer any = servers.values().iterator().next();
        HttpResponse<String> first = get(any.uri().resolve("api/activities/home"));
        String tag = first.headers().firstValue("ETag").orElseThrow();
        String deep = deepPage(any);
        Cursor cursor = Cursor.parse(deep.replaceAll(".*cursor=", "")).orElseThrow();

        Path home = write("home.sql", PgbenchStatement.of("activities/home") + ";\n");
        Map<String, String> start = place(Cursor.START);
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject("home, 200", "api/activities/home", null, new String[0], home, start));
        subjects.add(new Subject(
                "home, 304", "api/activities/home", null, new String[] {"If-None-Match: " + tag}, home, start));
        subjects.add(new Subject("a cursor page", deep, null, new String[0], home, place(cursor)));
        if (settings.writes()) {
            subjects.add(new Subject("POST", "api/activities", postLua(), new String[0], postSql(), Map.of()));
        }
        return subjects;
    }

    private void warmUp(List<Subject> subjects, int allSeconds) throws Exception {
        int seconds = Math.max(1, allSeconds / subjects.size() / servers.size());
        say("warming up for " + allSeconds + " s");
        for (Subject subject : subjects) {
            for (RunningServer server : servers.values()) {
                Load.wrk(address(server, subject), CONNECTIONS, seconds, subject.lua, subject.headers);
            }
        }
    }

    private void measure(Subject subject) throws Exception {
        double cpu = Processes.cpu(database.process());
        var plain = Load.pgbench(database.url(), subject.sql, settings.seconds(), subject.variables);
        double used = Processes.cpu(database.process()) - cpu;
        figures.add(subject.name, "pgbench", plain.rate());
        figures.add(subject.name + " µs", "pgbench", used * 1e6 / plain.rate() / settings.seconds());
        for (var server : servers.entrySet()) {
            double before = Processes.cpu(server.getValue().process());
            var result = Load.wrk(
                    address(server.getValue(), subject), CONNECTIONS, settings.seconds(), subject.lua, subject.headers);
            used = Processes.cpu(server.getValue().process()) - before;
            String name = server.getKey();
            figures.add(subject.name, name, result.rate());
            figures.add(subject.name + " ratio", name, result.rate() / plain.rate());
            figures.add(subject.name + " p50", name, result.p50());
            figures.add(subject.name + " p99", name, result.p99());
            figures.add(subject.name + " µs", name, used * 1e6 / result.rate() / settings.seconds());
            say("  %-14s %-8s %7.0f/s, pgbench %7.0f/s".formatted(subject.name, name, result.rate(), plain.rate()));
        }
    }

    /** Some thousand cruds down: nobody keeps that page. */
    private String deepPage(RunningServer server) throws Exception {
        String path = "api/activities/home?limit=100";
        for (int page = 0; page < Math.min(20, database.activities() / 1000); page++) {
            String link =
                    get(server.uri().resolve(path)).headers().firstValue("Link").orElseThrow();
            path = link.substring(link.indexOf('<') + 2, link.indexOf('>'));
        }
        Matcher cursor = Pattern.compile("cursor=([^&]+)").matcher(path);
        if (!cursor.find()) {
            throw new IllegalStateException("no cursor in " + path);
        }
        return "api/activities/home?cursor=" + cursor.group(1);
    }

    private static Map<String, String> place(Cursor cursor) {
        return Map.of("limit", "21", "before", cursor.createdAt(), "before_uuid", cursor.uuid());
    }

    private Path postLua() throws Exception {
        return write(
                "post.lua",
                """
                wrk.method = "POST"
                wrk.body = '{"user_handle":"user5","message":"Measured, not guessed","ttl":"1-hour"}'
                wrk.headers["Content-Type"] = "application/json"
                """);
    }

    private Path postSql() throws Exception {
        return write(
                "post.sql",
                """
                BEGIN;
                SELECT uuid AS author, display_name, handle, bio FROM users WHERE handle = 'user5' \\gset
                INSERT INTO activities (uuid, user_uuid, message, replies_count, expires_at, created_at)
                VALUES (gen_random_uuid(), :author, 'Measured, not guessed', 0, now() + interval '1 hour', now())
                RETURNING uuid \\gset
                %s;
                COMMIT;
                """
                        .formatted(PgbenchStatement.of("activities/object")));
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(home.resolve(name), text);
    }

    private static URI address(RunningServer server, Subject subject) {
        return server.uri().resolve(subject.path);
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void stopServers() throws Exception {
        for (RunningServer server : servers.values()) {
            server.close();
        }
        servers.clear();
    }

    private void stop() throws Exception {
        stopServers();
        if (database != null) {
            database.close();
        }
    }

    static void say(String line) {
        System.err.println("» " + line);
    }
}
