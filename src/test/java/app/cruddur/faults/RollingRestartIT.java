package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.support.Cluster;
import app.cruddur.support.RunningServer;
import app.cruddur.support.ThrowAwayDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Restarts and kills nodes behind nginx while clients read and write; no request fails. */
@ExtendWith(FaultTable.class)
@DisabledIfSystemProperty(named = "faults.short", matches = "true")
class RollingRestartIT {

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    private static final Duration MAX_SHUTDOWN_TIME = Duration.ofSeconds(15);
    /** A low rate of requests: three servers and their clients may share two cores, and a starting node uses both. */
    private static final Duration REQUEST_INTERVAL = Duration.ofMillis(40);

    private static ThrowAwayDatabase postgres;
    private static ConnectionUrl database;
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
        database = ConnectionUrl.parse(postgres.url("cruddur"));
        cluster = Cluster.start(Map.of("CONNECTION_URL", postgres.url("cruddur"), "CRUDDUR_DRAIN_SECONDS", "1"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
        postgres.close();
    }

    @Test
    void a_rolling_restart_fails_no_request() throws Exception {
        Outcome outcome = runWithFault("nodes behind nginx restarted, one after the other", () -> {
            for (RunningServer node : cluster.nodes()) {
                node.process().destroy();
                assertThat(node.awaitEnd(MAX_SHUTDOWN_TIME)).as("it ends").isTrue();
                node.relaunch();
                node.awaitReady();
            }
        });

        assertNoFailures(outcome);
    }

    @Test
    void a_killed_node_fails_no_request() throws Exception {
        Outcome outcome = runWithFault("nodes behind nginx killed (-9), one of each server", () -> {
            for (RunningServer node :
                    List.of(cluster.nodes().get(0), cluster.nodes().get(2))) {
                node.process().destroyForcibly();
                assertThat(node.awaitEnd(MAX_SHUTDOWN_TIME)).as("it ends").isTrue();
                node.relaunch();
                node.awaitReady();
            }
        });

        assertNoFailures(outcome);
    }

    private interface Fault {
        void inject() throws Exception;
    }

    private static Outcome runWithFault(String name, Fault fault) throws Exception {
        int before = cluster.nginx().requests().size();
        try (Workload workload = Workload.start(cluster.uri(), 3, 4, REQUEST_INTERVAL)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> workload.acknowledged() > 100);
            workload.markFaultStart();
            fault.inject();
            workload.markFaultEnd();
            await().atMost(Duration.ofSeconds(30)).until(() -> workload.succeededSinceFaultEnd() > 300);
            Outcome outcome = FaultTable.add(workload.stop(name, database));
            // Requests that nginx retried on another node, which the clients do not see.
            List<String> retried = cluster.nginx().requests().stream()
                    .skip(before)
                    .filter(request -> request.matches(".* by \\S+, .*"))
                    .toList();
            System.out.printf("%s: nginx asked another node %d times%n", name, retried.size());
            retried.stream().limit(20).forEach(System.out::println);
            return outcome;
        }
    }

    private static void assertNoFailures(Outcome outcome) {
        assertThat(outcome.errorsByKind()).isEmpty();
        assertThat(outcome.longestWait()).isLessThan(MAX_WAIT);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.doubled()).isZero();
    }
}
