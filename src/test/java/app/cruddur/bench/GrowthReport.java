package app.cruddur.bench;

import app.cruddur.support.RunningServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code bench/run --growth}: how the latency of an uncached page grows with the size of the table. */
final class GrowthReport {

    private final BenchSettings settings;
    private final Map<Integer, Map<String, Double>> medians = new TreeMap<>();

    GrowthReport(BenchSettings settings) {
        this.settings = settings;
    }

    void run() throws Exception {
        try (BenchEnvironment environment = BenchEnvironment.start(settings, settings.smallCount())) {
            medians.put(settings.smallCount(), pageLatency(environment));
        }
        try (BenchEnvironment environment = BenchEnvironment.start(settings, settings.activities())) {
            medians.put(settings.activities(), pageLatency(environment));
            environment.stopServers();
            Bench.log("multiplying " + settings.activities() + " activities by ten");
            multiply(environment.database(), 10);
            environment.startServers();
            medians.put(settings.activities() * 10, pageLatency(environment));
        }
        settings.report(table(), Chart.lines(medians), "growth");
    }

    /** The latency of an uncached page with two connections: the median over the rounds for each server, in milliseconds. */
    private Map<String, Double> pageLatency(BenchEnvironment environment) throws Exception {
        String page = "api/activities/home?" + environment.data().deepestPage();
        Figures latencies = new Figures();
        for (int round = 0; round <= settings.rounds(); round++) {
            Bench.log(round == 0 ? "warm-up" : "round " + round + " of " + settings.rounds());
            for (Map.Entry<String, RunningServer> server : environment.servers().entrySet()) {
                URI uri = server.getValue().uri().resolve(page);
                Load.Result result = Load.wrk(2, settings.seconds(), List.of(uri.toString()));
                if (round > 0) {
                    latencies.add("p50", server.getKey(), result.p50());
                }
            }
        }
        Map<String, Double> result = new LinkedHashMap<>();
        environment.servers().keySet().forEach(server -> result.put(server, latencies.median("p50", server)));
        return result;
    }

    /** The latencies in milliseconds by number of activities and server, in Markdown. */
    private String table() {
        Collection<String> servers = medians.values().iterator().next().keySet();
        StringBuilder text = new StringBuilder(
                "| activities | " + String.join(" | ", servers) + " |\n|---:" + "|---:".repeat(servers.size()) + "|\n");
        medians.forEach((activities, byServer) -> {
            text.append("| %,d".formatted(activities));
            byServer.values().forEach(millis -> text.append(" | %.2f ms".formatted(millis)));
            text.append(" |\n");
        });
        return text.toString();
    }

    /**
     * Multiplies the cruds and replies; the copies are created a few microseconds after their originals. Loading as many rows with {@code
     * bench/load} would take hours, because triggers run and indexes are updated for each row.
     *
     * @param times how many rows there are for each existing one afterwards
     */
    private static void multiply(BenchDatabase database, int times) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> indexNames = new ArrayList<>();
            List<String> definitions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'activities' AND indexdef NOT LIKE '%UNIQUE%'")) {
                while (rows.next()) {
                    indexNames.add(rows.getString(1));
                    definitions.add(rows.getString(2));
                }
            }
            statement.execute("SET maintenance_work_mem = '1GB'");
            // Disables triggers and foreign keys.
            statement.execute("SET session_replication_role = replica");
            for (String name : indexNames) {
                statement.execute("DROP INDEX " + name);
            }
            statement.execute(
                    """
                    INSERT INTO activities (
                      uuid, user_uuid, message, replies_count, reposts_count, likes_count, reply_to_activity_uuid, expires_at, created_at,
                      search
                    )
                    SELECT
                      CAST(md5(uuid || ' ' || n) AS uuid), user_uuid, message, replies_count, reposts_count, likes_count,
                      CAST(md5(reply_to_activity_uuid || ' ' || n) AS uuid), expires_at, created_at + n * interval '1 microsecond',
                      search
                    FROM activities
                    CROSS JOIN generate_series(1, %d) AS n"""
                            .formatted(times - 1));
            for (String definition : definitions) {
                Bench.log("  " + definition.replaceAll("CREATE INDEX (\\w+).*", "$1"));
                statement.execute(definition);
            }
            statement.execute("VACUUM ANALYZE activities");
        }
    }
}
