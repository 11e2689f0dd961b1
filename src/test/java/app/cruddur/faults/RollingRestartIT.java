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

/** Nodes behind nginx go and come while people are at work, and nobody notices. */
@ExtendWith(FaultTable.class)
@DisabledIfSystemProperty(named = "faults.short", matches = "true")
class RollingRestartIT {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(15);
    /** Three servers and all who call them may share two cores here, and a node that starts wants them both. */
    private static final Duration PACE = Duration.ofMillis(40);

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
    void a_rolling_restart_is_noticed_by_nobody() throws Exception {
        Outcome outcome = atWork("nodes behind nginx restarted, one after the other", () -> {
            for (RunningServer node : cluster.nodes()) {
                node.process().destroy();
                assertThat(node.awaitEnd(LONGEST_DRAIN)).as("it ends").isTrue();
                node.relaunch();
                node.awaitReady();
            }
        });

        assertNobodyNoticed(outcome);
    }

    @Test
    void a_node_that_is_killed_is_noticed_by_nobody() throws Exception {
        Outcome outcome = atWork("nodes behind nginx killed (-9), one of each server", () -> {
            for (RunningServer node :
                    List.of(cluster.nodes().get(0), cluster.nodes().get(2))) {
                node.process().destroyForcibly();
                assertThat(node.awaitEnd(LONGEST_DRAIN)).as("it ends").isTrue();
                node.relaunch();
                node.awaitReady();
            }
        });

        assertNobodyNoticed(outcome);
    }

    private interface Fault {
        void happens() throws Exception;
    }

    private static Outcome atWork(String name, Fault fault) throws Exception {
        int before = cluster.nginx().requests().size();
        try (Workload workload = Workload.start(cluster.uri(), 3, 4, PACE)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> workload.acknowledged() > 100);
            workload.faultBegins();
            fault.happens();
            workload.databaseIsBack();
            await().atMost(Duration.ofSeconds(30)).until(() -> workload.succeededSinceReturn() > 300);
            Outcome outcome = FaultTable.add(workload.stop(name, database));
            // What nginx hid from them.
            List<String> again = cluster.nginx().requests().stream()
                    .skip(before)
                    .filter(request -> request.matches(".* by \\S+, .*"))
                    .toList();
            System.out.printf("%s: nginx asked another node %d times%n", name, again.size());
            again.stream().limit(20).forEach(System.out::println);
            return outcome;
        }
    }

    private static void assertNobodyNoticed(Outcome outcome) {
        assertThat(outcome.errorsByKind()).isEmpty();
        assertThat(outcome.longestWait()).isLessThan(LONGEST_WAIT);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.doubled()).isZero();
    }
}
