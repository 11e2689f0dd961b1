package app.cruddur.siege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.siege.OrdinaryCaller.Seen;
import app.cruddur.support.RawConnection;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ThrowAwayDatabase;
import app.cruddur.support.Vitals;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One guest runs all known attacks at once on a node with 512 MB of heap; this must not affect 50 callers from other addresses. */
class SiegeIT {

    /** The form for CI, whose machine may be busy with other work. */
    private static final boolean SHORT = Boolean.getBoolean("siege.short");

    private static final int ATTACK_SECONDS = Integer.getInteger("siege.seconds", SHORT ? 45 : 240);
    /** Limit for the ordinary callers' p99 response time; the short form only detects a node that hangs. */
    private static final int MAX_P99_MILLIS = SHORT ? 5_000 : 1_000;
    /** The share of ordinary requests that may be 503: a node that gets too little of a busy processor rejects some. */
    private static final double MAX_REJECTED = SHORT ? 0.01 : 0;

    private static final int CALLERS = 50;
    /** Limit for the heap in use after a garbage collection; the node has 512 MB. */
    private static final double MAX_HEAP_MEGABYTES = 350;
    /** Limit for additional threads after the attack; a server may keep idle threads for a while. */
    private static final int MAX_NEW_THREADS = 230;

    private static final List<Attack> ATTACKS = Arrays.stream(Attack.values())
            .filter(attack -> {
                String chosen = System.getProperty("siege.attacks", "");
                return chosen.isEmpty()
                        || List.of(chosen.split(",")).contains(attack.name().toLowerCase(Locale.ROOT));
            })
            .toList();

    @Test
    void ordinary_callers_are_not_affected_and_all_resources_are_released() throws Exception {
        try (ThrowAwayDatabase postgres = ThrowAwayDatabase.start();
                RunningServer server = RunningServer.start(environment(postgres))) {
            insertLargestCruds(postgres);
            Queue<Seen> seen = new ConcurrentLinkedQueue<>();
            ExecutorService callers = Executors.newCachedThreadPool();
            ExecutorService attackers = Executors.newCachedThreadPool();
            try {
                for (int i = 0; i < CALLERS; i++) {
                    String address = "127.0.1." + (i + 1);
                    callers.submit(() -> new OrdinaryCaller(server.uri(), address, seen).work());
                }
                // Warm-up: a server's first requests are slow.
                TimeUnit.SECONDS.sleep(Math.max(15, ATTACK_SECONDS / 8));
                Vitals before = Vitals.of(server.process());
                seen.clear();
                ATTACKS.forEach(attack -> attackers.submit(() -> attack.repeat(server.uri())));
                TimeUnit.SECONDS.sleep(ATTACK_SECONDS);
                List<Seen> during = List.copyOf(seen);
                stop(attackers);
                report(server, during);

                assertReleased(server, before);
                assertServed(during);
                assertThat(server.output())
                        .doesNotContain("java.lang.OutOfMemoryError")
                        .doesNotContain("internal_error");
            } finally {
                stop(attackers);
                stop(callers);
            }
        }
    }

    /** Leaves the rate limits unset, so that the node uses the defaults. */
    private static Map<String, String> environment(ThrowAwayDatabase postgres) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CONNECTION_URL", postgres.url("cruddur"));
        environment.put("CRUDDUR_METRICS", "open");
        for (String kind : List.of("READS", "WRITES", "FILES", "SIGN_IN_FAILURES")) {
            environment.put("CRUDDUR_" + kind + "_PER_MINUTE", null);
        }
        return environment;
    }

    /** Inserts 40 cruds of 280 emoji, each with three replies of 1,024 emoji, which make the responses of streams as large as possible. */
    private static void insertLargestCruds(ThrowAwayDatabase postgres) throws Exception {
        postgres.run(
                """
                WITH cruds AS (
                    INSERT INTO activities (user_uuid, message, expires_at)
                    SELECT uuid, repeat('🦣', 280), now() + interval '1 day'
                    FROM users, generate_series(1, 40)
                    WHERE handle = 'bayko'
                    RETURNING uuid, user_uuid)
                INSERT INTO activities (user_uuid, message, expires_at, reply_to_activity_uuid)
                SELECT user_uuid, repeat('🦣', 1024), now() + interval '1 day', uuid
                FROM cruds, generate_series(1, 3)""");
    }

    private static void assertServed(List<Seen> during) {
        assertThat(during).hasSizeGreaterThan(CALLERS);
        List<Seen> failed = during.stream().filter(each -> each.status() != 200).toList();
        assertThat(failed).as("errors").allMatch(each -> each.status() == 503);
        assertThat(failed.size()).as("%s", failed).isLessThanOrEqualTo((int) (MAX_REJECTED * during.size()));
        assertThat(percentile(during, 0.99)).as("p99 in milliseconds").isLessThan(MAX_P99_MILLIS);
    }

    private static void assertReleased(RunningServer server, Vitals before) {
        await("everything is free again")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(metric(server.uri(), "cruddur_streams_open")).isZero();
                    assertThat(metric(server.uri(), "cruddur_bodies_incomplete"))
                            .isZero();
                });
        await("memory and threads").atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Vitals now = Vitals.of(server.process());
            assertThat(now.heap()).as("heap").isLessThan(MAX_HEAP_MEGABYTES);
            assertThat(now.threads()).as("threads").isLessThan(before.threads() + MAX_NEW_THREADS);
        });
    }

    private static double metric(URI server, String name) throws Exception {
        return RawConnection.ask(server, "GET", "/api/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void report(RunningServer server, List<Seen> during) throws Exception {
        Map<String, Long> failures = during.stream()
                .filter(each -> each.status() != 200)
                .collect(Collectors.groupingBy(each -> each.status() + " " + each.request(), Collectors.counting()));
        System.out.printf(
                "Siege of %s, %d s, %s: %d requests of %d callers, failures %s, p50 %d ms, p99 %d ms, longest %d ms, %s%n",
                server.kind(),
                ATTACK_SECONDS,
                ATTACKS,
                during.size(),
                CALLERS,
                failures,
                percentile(during, 0.5),
                percentile(during, 0.99),
                percentile(during, 1),
                server.process().isAlive() ? Vitals.of(server.process()) : "the server is gone");
    }

    private static long percentile(List<Seen> during, double share) {
        long[] sorted = during.stream().mapToLong(Seen::millis).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }

    private static void stop(ExecutorService threads) throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(30, TimeUnit.SECONDS);
    }
}
