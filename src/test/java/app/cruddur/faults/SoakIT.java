package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.database.ConnectionUrl;
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
 * A busy day at half of what the machine can do, for as many minutes as {@code -Dsoak.minutes} says: nothing grows, and nothing fails. What
 * was measured on the way is printed, and kept in {@code target/soak.md}.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "[0-9.]+")
class SoakIT {

    private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes"));
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration CAPACITY = Duration.ofSeconds(10);
    private static final int SAMPLES = 12;
    /** As many connections as a node uses at once, and the four that publish, listen, purge and check the health. */
    private static final int POOL_SIZE = 8;

    private static final int MOST_CONNECTIONS = POOL_SIZE + 4;
    /** Seconds: an expired crud stays ten, whatever happens. */
    private static final int MOST_PURGE_LAG = 25;

    /** @param purgeLag seconds since the end of the oldest crud that is still there */
    private record Sample(Vitals vitals, long connections, double purgeLag, long requests) {}

    @Test
    void after_hours_it_is_as_it_was_after_minutes() throws Exception {
        try (ThrowAwayDatabase postgres = ThrowAwayDatabase.start()) {
            ConnectionUrl database = ConnectionUrl.parse(postgres.url("cruddur"));
            Map<String, String> environment =
                    Map.of("CONNECTION_URL", postgres.url("cruddur"), "CRUDDUR_POOL_SIZE", String.valueOf(POOL_SIZE));
            try (RunningServer server = RunningServer.start(environment);
                    Connection connection = postgres.connect(database);
                    Statement statement = connection.createStatement()) {
                List<String> handles = people(statement);
                double perSecond = capacity(server, handles) / 2;
                List<Sample> samples = new ArrayList<>();
                Map<String, Long> failures;
                try (EverydayLoad load = new EverydayLoad(server.uri(), handles, perSecond)) {
                    pause(WARM_UP);
                    for (int i = 0; i < SAMPLES; i++) {
                        expireSome(statement, Duration.ofMillis((long) (MINUTES * 60_000 / SAMPLES)));
                        samples.add(sample(server, postgres, database, load));
                    }
                    failures = load.failures();
                }
                String table = table(server, perSecond, samples);
                System.out.println(table);
                Files.writeString(Path.of("target", "soak.md"), table);

                assertThat(failures).isEmpty();
                assertThat(complaints(server)).isEmpty();
                // Collected, so that a tenth is no noise; with what the classes that are compiled late may still take.
                assertFlat("heap", samples, sample -> sample.vitals().heap(), 1.1, 4);
                assertFlat("memory", samples, sample -> sample.vitals().memory(), 1.1, 24);
                assertFlat("threads", samples, sample -> sample.vitals().threads(), 1.0, 4);
                assertFlat("open files", samples, sample -> sample.vitals().files(), 1.0, 8);
                assertThat(samples).allSatisfy(sample -> {
                    assertThat(sample.connections()).isBetween(3L, (long) MOST_CONNECTIONS);
                    assertThat(sample.purgeLag()).isLessThan(MOST_PURGE_LAG);
                });
                // What it was given to purge is gone when nothing is added.
                await().atMost(Duration.ofSeconds(MOST_PURGE_LAG))
                        .until(() ->
                                postgres.number(database, "SELECT count(*) FROM activities WHERE expires_at < now()")
                                        == 0);
            }
        }
    }

    /** The first of these know nobody yet: their pages are empty at first. */
    private static List<String> people(Statement statement) throws Exception {
        statement.execute(
                """
                INSERT INTO users (display_name, handle, email, cognito_user_id)
                SELECT 'Soaked', 'soaked_' || i, 'soaked_' || i || '@example.com', 'SOAK-' || i
                FROM generate_series(1, 20) AS i""");
        return IntStream.rangeClosed(1, 20).mapToObj(i -> "soaked_" + i).toList();
    }

    /** Requests a second, when everybody asks again at once. */
    private static double capacity(RunningServer server, List<String> handles) throws Exception {
        try (EverydayLoad load = new EverydayLoad(server.uri(), handles, 0)) {
            pause(WARM_UP);
            long before = load.requests();
            pause(CAPACITY);
            assertThat(load.failures()).isEmpty();
            return (load.requests() - before) / (double) CAPACITY.toSeconds();
        }
    }

    /** Time passes, and each second of it twenty cruds come that end within seconds. */
    private static void expireSome(Statement statement, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            statement.execute(
                    """
                    INSERT INTO activities (user_uuid, message, created_at, expires_at)
                    SELECT uuid, 'Gone soon', now(), now() + random() * interval '5 seconds'
                    FROM users
                    WHERE handle LIKE 'soaked%'""");
            pause(Duration.ofSeconds(1));
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

    /** The first third, after the warm-up, to the last. */
    private static void assertFlat(
            String what, List<Sample> samples, ToDoubleFunction<Sample> measure, double factor, double more) {
        double before = median(samples.subList(0, SAMPLES / 3).stream(), measure);
        double after = median(samples.subList(SAMPLES - SAMPLES / 3, SAMPLES).stream(), measure);
        assertThat(after)
                .as("%s, of which there were %s before", what, before)
                .isLessThanOrEqualTo(before * factor + more);
    }

    private static double median(Stream<Sample> samples, ToDoubleFunction<Sample> measure) {
        double[] sorted = samples.mapToDouble(measure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** What the server itself calls an error, but for WildFly's word on a reader who vanished (docs/adr/0018). */
    private static List<String> complaints(RunningServer server) {
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
                    MINUTES * (i + 1) / SAMPLES,
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

    /** It is time that passes here that is the test. */
    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}
