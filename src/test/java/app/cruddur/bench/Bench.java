package app.cruddur.bench;

import app.cruddur.support.RunningServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Main class of {@code bench/run}: measures servers and pgbench on one database, in short alternating segments, so that other load on the
 * machine affects all of them equally. Each ratio is computed within one round; the report shows the medians over all rounds.
 */
public final class Bench {

    private static final int CONNECTIONS = 32;

    private final BenchSettings settings;
    private final BenchEnvironment environment;
    private final Figures figures = new Figures();

    private Bench(BenchSettings settings, BenchEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    public static void main(String[] arguments) throws Exception {
        BenchSettings settings = new BenchSettings(arguments);
        System.setProperty("server.heap", "256m");
        System.setProperty(
                "test.war", Path.of("target/cruddur.war").toAbsolutePath().toString());
        if (settings.has("--streams")) {
            new StreamsReport(settings).run();
        } else if (settings.has("--growth")) {
            new GrowthReport(settings).run();
        } else {
            settings.subjects(); // Validates the names before the database is loaded.
            try (BenchEnvironment environment = BenchEnvironment.start(settings, settings.activities())) {
                new Bench(settings, environment).compare();
            }
        }
        // Threads of the HTTP client and of the JDBC driver would keep Maven running.
        System.exit(0);
    }

    private void compare() throws Exception {
        environment.startSeconds().forEach((server, seconds) -> figures.add(Figures.START, server, seconds));
        if (settings.measuresIdle()) {
            measureIdle();
        }
        List<Subject> subjects = settings.subjects();
        for (Subject subject : subjects) {
            log("warm-up: " + subject.title());
            for (RunningServer server : environment.servers().values()) {
                load(subject, server, settings.warmUpSeconds());
            }
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            log("round " + round + " of " + settings.rounds());
            environment.database().deleteNew();
            for (Subject subject : subjects) {
                measure(subject);
            }
        }
        for (Map.Entry<String, RunningServer> server : environment.servers().entrySet()) {
            figures.add(
                    Figures.MEMORY,
                    server.getKey(),
                    Processes.memory(server.getValue().process()));
        }
        List<String> servers = List.copyOf(environment.servers().keySet());
        settings.report(figures.table(subjects, servers), figures.chart(subjects, servers), "performance");
    }

    private void measureIdle() throws Exception {
        log("idle for " + settings.idleSeconds() + " s");
        Map<String, Long> statements = environment.database().idleStatements(settings.idleSeconds());
        for (String server : environment.servers().keySet()) {
            double rate = (double) statements.getOrDefault(server, 0L) / settings.idleSeconds();
            figures.add(Figures.IDLE, server, rate);
            log("  %s: %.1f statements/s".formatted(server, rate));
        }
    }

    private void measure(Subject subject) throws Exception {
        String name = subject.title();
        Path script = Files.writeString(environment.data().directory().resolve(name + ".sql"), subject.script());
        ProcessHandle postgres = environment.database().process();
        double before = Processes.cpu(postgres);
        double transactions = Load.pgbench(
                environment.database().url(),
                script,
                settings.seconds(),
                environment.data().variables());
        double pgbenchRate = transactions * subject.requests();
        figures.add(name, Figures.PGBENCH, pgbenchRate);
        figures.add(name + Figures.CPU, Figures.PGBENCH, cpuMicros(postgres, before, pgbenchRate));
        for (Map.Entry<String, RunningServer> entry : environment.servers().entrySet()) {
            String server = entry.getKey();
            ProcessHandle process = entry.getValue().process();
            before = Processes.cpu(process);
            Load.Result result = load(subject, entry.getValue(), settings.seconds());
            figures.add(name, server, result.rate());
            figures.add(name + Figures.RATIO, server, result.rate() / pgbenchRate);
            figures.add(name + Figures.P50, server, result.p50());
            figures.add(name + Figures.P99, server, result.p99());
            figures.add(name + Figures.CPU, server, cpuMicros(process, before, result.rate()));
            figures.add(name + Figures.ERRORS, server, result.errors());
            log("  %-16s %-8s %7.0f/s, pgbench %7.0f/s".formatted(name, server, result.rate(), pgbenchRate));
        }
    }

    private double cpuMicros(ProcessHandle process, double before, double rate) {
        return (Processes.cpu(process) - before) * 1e6 / rate / settings.seconds();
    }

    private Load.Result load(Subject subject, RunningServer server, int seconds) throws Exception {
        URI home = server.uri().resolve("api/activities/home");
        List<String> arguments = new ArrayList<>(List.of("-s", "bench/requests.lua"));
        if (subject == Subject.HOME_304) {
            arguments.add("-H");
            arguments.add("If-None-Match: "
                    + Http.get(home).headers().firstValue("ETag").orElseThrow());
        }
        arguments.addAll(List.of(
                server.uri().toString(),
                "--",
                subject.title(),
                environment.data().directory().toString()));
        // As in the web client, each user of a journey has an open event stream.
        try (OpenStreams streams = new OpenStreams(server.uri(), subject == Subject.JOURNEY ? CONNECTIONS : 0)) {
            streams.discardEvents();
            return Load.wrk(CONNECTIONS, seconds, arguments).plusErrors(streams.endedCount());
        }
    }

    static void log(String line) {
        System.err.println("» " + line);
    }
}
