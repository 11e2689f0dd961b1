package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.support.Programs;
import app.cruddur.support.Relay;
import app.cruddur.support.Replication;
import app.cruddur.support.RunningServer;
import app.cruddur.support.Scripts;
import app.cruddur.support.ThrowAwayDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The primary is gone while people are at work, and a standby takes its place. */
@ExtendWith(FaultTable.class)
@DisabledIfSystemProperty(named = "faults.short", matches = "true")
class FailoverIT {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final String IS_USED =
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'cruddur'";
    /** What it takes somebody to notice: nobody is the primary, and every host has been asked. */
    private static final Duration LEADERLESS = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    /** What happens to the primary. */
    private interface Fate {
        void strike(ThrowAwayDatabase primary) throws Exception;
    }

    @Test
    void when_the_primary_dies_writes_resume_on_the_standby_and_nothing_acknowledged_is_lost() throws Exception {
        failOver("primary killed, standby promoted", ThrowAwayDatabase::kill);
    }

    @Test
    void when_the_primary_freezes_writes_resume_on_the_standby_and_nothing_acknowledged_is_lost() throws Exception {
        failOver("primary frozen, standby promoted", ThrowAwayDatabase::freeze);
    }

    private static void failOver(String fault, Fate fate) throws Exception {
        try (Replication replication = Replication.start(true);
                RunningServer server = RunningServer.start(Map.of("CONNECTION_URL", replication.url()));
                Workload people = Workload.start(server.uri(), 4, 4)) {
            awaitWrites(people);

            people.faultBegins();
            fate.strike(replication.primary());
            Thread.sleep(LEADERLESS.toMillis());
            replication.promote();
            people.databaseIsBack();
            awaitWrites(people);

            Outcome outcome = FaultTable.add(people.stop(fault, cruddur(replication.standby())));
            assertThat(outcome.lost()).as("lost").isZero();
            assertThat(outcome.doubled()).as("doubled").isZero();
            assertThat(outcome.recovery()).isLessThan(RECOVERY);
            assertThat(outcome.longestWait()).isLessThan(LONGEST_WAIT);
            assertThat(outcome.errorsByKind().keySet()).isSubsetOf("503 database_unavailable");
        }
    }

    @Test
    void connections_that_ended_up_on_a_standby_are_given_up_when_the_name_leads_to_the_primary_again()
            throws Exception {
        try (Replication replication = Replication.start(false);
                Relay name = Relay.start(replication.primary().port());
                RunningServer server = RunningServer.start(
                        Map.of("CONNECTION_URL", "postgresql://postgres@127.0.0.1:" + name.port() + "/cruddur"));
                Workload people = Workload.start(server.uri(), 4, 0)) {
            awaitWrites(people);

            people.faultBegins();
            name.leadTo(replication.standby().port());
            name.disconnectAll();
            await().until(() -> replication.standby().run(IS_USED).equals("t"));
            name.leadTo(replication.primary().port());
            people.databaseIsBack();
            awaitWrites(people);

            Outcome outcome = FaultTable.add(people.stop("the name led to a standby", cruddur(replication.primary())));
            assertThat(outcome.recovery()).isLessThan(RECOVERY);
            assertThat(outcome.lost() + outcome.doubled()).isZero();
            assertThat(outcome.errorsByKind().keySet()).isSubsetOf("503 database_unavailable");
        }
    }

    @Test
    void the_scripts_find_the_primary_among_several_hosts() throws Exception {
        Programs.require("psql", "postgresql-client");
        try (Replication replication = Replication.start(false)) {
            String url = Replication.url(replication.standby(), replication.primary());

            Scripts.Run run = new Scripts(directory)
                    .run(
                            Map.of("CONNECTION_URL", url),
                            "bin/db/connect",
                            "-XAtc",
                            "SELECT pg_is_in_recovery(), inet_server_port()");

            assertThat(run.output()).isEqualTo("f|%d%n", replication.primary().port());
        }
    }

    private static ConnectionUrl cruddur(ThrowAwayDatabase server) {
        return ConnectionUrl.parse(Replication.url(server));
    }

    private static void awaitWrites(Workload people) {
        int before = people.acknowledged();
        await().atMost(Duration.ofSeconds(60)).until(() -> people.acknowledged() > before + 100);
    }
}
