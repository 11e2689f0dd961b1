package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ThrowAwayDatabase;
import app.cruddur.support.Vitals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Soak test: {@link EverydayLoad} at half the capacity of the machine for {@code -Dsoak.minutes} minutes. Resource use must not grow and no
 * request may fail. The test prints its samples and writes them to {@code target/soak.md}.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "[0-9.]+")
class SoakIT {

    private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes"));
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration CAPACITY_DURATION = Duration.ofSeconds(10);
    private static final int SAMPLE_COUNT = 12;
    /** The size of the connection pool. The publisher, the listener, the purge task and the health check use one more connection each. */
    private static final int POOL_SIZE = 8;

    private static final int MAX_CONNECTIONS = POOL_SIZE + 4;
    /** An expired crud is kept for ten seconds before the purge deletes it (docs/adr/0018). */
    private static final int MAX_PURGE_LAG_SECONDS = 25;

    /** @param purgeLag seconds since the expiry of the oldest crud in the table */
    private record Sample(Vitals vitals, long connections, double purgeLag, long requests) {}

    @Test
    void resource_use_stays_flat_and_no_request_fails() throws Exception {
        try (ThrowAwayDatabase postgres = ThrowAwayDatabase.start()) {
            ConnectionUrl database = ConnectionUrl.parse(postgres.url("cruddur"));
            Map<String, String> environment =
                    Map.of("CONNECTION_URL", postgres.url("cruddur"), "CRUDDUR_POOL_SIZE", String.valueOf(POOL_SIZE));
            try (RunningServer server = RunningServer.start(environment);
                    Connection connection = postgres.connect(database);
                    Statement statement = connection.createStatement()) {
                List<String> handles = insertUsers(statement);
                double perSecond = measureCapacity(server, handles) / 2;
                List<Sample> samples = new ArrayList<>();
                Map<String, Long> failures;
                try (EverydayLoad load = new EverydayLoad(server.uri(), handles, perSecond)) {
                    sleep(WARM_UP);
                    for (int i = 0; i < SAMPLE_COUNT; i++) {
                        insertExpiringCruds(statement, Duration.ofMillis((long) (MINUTES * 60_000 / SAMPLE_COUNT)));
                        samples.add(sample(server, postgres, database, load));
                    }
                    failures = load.failures();
                }
                String table = table(server, perSecond, samples);
                System.out.println(table);
                Files.writeString(Path.of("target", "soak.md"), table);

                assertThat(failures).isEmpty();
                assertThat(errors(server)).isEmpty();
                // The heap is measured after a full collection, so 10 % is more than noise. Classes that are compiled
                // late may still add to it.
                assertFlat("heap", samples, sample -> sample.vitals().heap(), 1.1, 4);
                assertFlat("memory", samples, sample -> sample.vitals().memory(), 1.1, 24);
                assertFlat("threads", samples, sample -> sample.vitals().threads(), 1.0, 4);
                assertFlat("open files", samples, sample -> sample.vitals().files(), 1.0, 8);
                assertThat(samples).allSatisfy(sample -> {
                    assertThat(sample.connections()).isBetween(3L, (long) MAX_CONNECTIONS);
                    assertThat(sample.purgeLag()).isLessThan(MAX_PURGE_LAG_SECONDS);
                });
                // Without new cruds, the purge catches up.
                await().atMost(Duration.ofSeconds(MAX_PURGE_LAG_SECONDS))
                        .until(() ->
                                postgres.number(database, "SELECT count(*) FROM activities WHERE expires_at < now()")
                                        == 0);
            }
        }
    }

    /** Inserts users and returns their handles; their pages are empty at first. */
    private static List<String> insertUsers(Statement statement) throws Exception {
        statement.execute(
                """
                INSERT INTO users (display_name, handle, email, cognito_user_id)
                SELECT 'Soaked', 'soaked_' || i, 'soaked_' || i || '@example.com', 'SOAK-' || i
                FROM generate_series(1, 20) AS i""");
        return IntStream.rangeClosed(1, 20).mapToObj(i -> "soaked_" + i).toList();
    }

    /** The number of requests per second without pauses between them. */
    private static double measureCapacity(RunningServer server, List<String> handles) throws Exception {
        try (EverydayLoad load = new EverydayLoad(server.uri(), handles, 0)) {
            sleep(WARM_UP);
            long before = load.requests();
            sleep(CAPACITY_DURATION);
            assertThat(load.failures()).isEmpty();
            return (load.requests() - before) / (double) CAPACITY_DURATION.toSeconds();
        }
    }

    /** Inserts twenty cruds per second that expire within five seconds, for this time. */
    private static void insertExpiringCruds(Statement statement, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            statement.execute(
                    """
                    INSERT INTO activities (user_uuid, message, created_at, expires_at)
                    SELECT uuid, 'Gone soon', now(), now() + random() * interval '5 seconds'
                    FROM users
                    WHERE handle LIKE 'soaked%'""");
            sleep(Duration.ofSeconds(1));
        }
    }

    private static Sample sample(
            RunningServer server, ThrowAwayDatabase postgres, ConnectionUrl database, EverydayLoad load)
            throws Exception {
        return new Sample(
                Vitals.of(server.process()),
                postgres.number(
                        database,
                        """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND application_name LIKE 'cruddur%'"""),
                postgres.number(
                        database,
                        "SELECT COALESCE(extract(epoch FROM now() - min(expires_at)), 0)::bigint FROM activities"
                                + " WHERE expires_at < now()"),
                load.requests());
    }

    /** Compares the median of the first third of the samples with that of the last third. */
    private static void assertFlat(
            String what, List<Sample> samples, ToDoubleFunction<Sample> measure, double factor, double more) {
        double before = median(samples.subList(0, SAMPLE_COUNT / 3).stream(), measure);
        double after = median(samples.subList(SAMPLE_COUNT - SAMPLE_COUNT / 3, SAMPLE_COUNT).stream(), measure);
        assertThat(after)
                .as("%s, of which there were %s before", what, before)
                .isLessThanOrEqualTo(before * factor + more);
    }

    private static double median(Stream<Sample> samples, ToDoubleFunction<Sample> measure) {
        double[] sorted = samples.mapToDouble(measure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The errors in the server's log, except WildFly's UT005088, which it logs when a stream's client disconnects (docs/adr/0018). */
    private static List<String> errors(RunningServer server) {
        return server.output()
                .lines()
                .filter(line -> line.contains("SEVERE") || line.contains(" ERROR "))
                .filter(line -> !line.contains("UT005088"))
                .toList();
    }

    private static String table(RunningServer server, double perSecond, List<Sample> samples) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                """
                %s, %.0f requests a second for %.0f min

                | minute | requests | heap in use | memory | threads | open files | connections | purge lag |
                |---:|---:|---:|---:|---:|---:|---:|---:|
                """,
                server.kind(),
                perSecond,
                MINUTES));
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            table.append(String.format(
                    Locale.ROOT,
                    "| %.1f | %d | %.1f MB | %.0f MB | %d | %d | %d | %.0f s |%n",
                    MINUTES * (i + 1) / SAMPLE_COUNT,
                    sample.requests(),
                    sample.vitals().heap(),
                    sample.vitals().memory(),
                    sample.vitals().threads(),
                    sample.vitals().files(),
                    sample.connections(),
                    sample.purgeLag()));
        }
        return table.toString();
    }

    /** A fixed delay, because the test is about the passage of time. */
    private static void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}
