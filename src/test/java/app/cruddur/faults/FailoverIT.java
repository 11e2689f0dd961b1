package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.database.ConnectionUrl;
import app.cruddur.support.PgBouncer;
import app.cruddur.support.Programs;
import app.cruddur.support.Relay;
import app.cruddur.support.Replication;
import app.cruddur.support.RunningServer;
import app.cruddur.support.Scripts;
import app.cruddur.support.ThrowAwayDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final String NAMELESS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = 'cruddur' AND application_name = ''";
    private static final String HAS = "SELECT count(*) FROM activities WHERE CAST(uuid AS text) = ";
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

            assertThat(replication.standby().run(NAMELESS))
                    .as("sessions without a name")
                    .isEqualTo("0");
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

            assertThat(replication.primary().run(NAMELESS))
                    .as("sessions without a name")
                    .isEqualTo("0");
            Outcome outcome = FaultTable.add(people.stop("the name led to a standby", cruddur(replication.primary())));
            assertThat(outcome.recovery()).isLessThan(RECOVERY);
            assertThat(outcome.lost() + outcome.doubled()).isZero();
            assertThat(outcome.errorsByKind().keySet()).isSubsetOf("503 database_unavailable");
        }
    }

    @Test
    void connections_through_a_pooler_do_not_stay_on_a_standby() throws Exception {
        try (Replication replication = Replication.start(false);
                Relay name = Relay.start(replication.primary().port());
                PgBouncer pooler = PgBouncer.start("session", name.port());
                RunningServer server = RunningServer.start(Map.of("CONNECTION_URL", pooler.url()));
                Workload people = Workload.start(server.uri(), 4, 4)) {
            awaitWrites(people);

            people.faultBegins();
            name.leadTo(replication.standby().port());
            name.disconnectAll();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> replication.standby().run(IS_USED).equals("t"));
            name.leadTo(replication.primary().port());
            people.databaseIsBack();
            awaitWrites(people);

            Outcome outcome =
                    FaultTable.add(people.stop("the pooler led to a standby", cruddur(replication.primary())));
            assertThat(outcome.recovery()).isLessThan(RECOVERY);
            assertThat(outcome.lost() + outcome.doubled()).isZero();
            assertThat(outcome.errorsByKind().keySet()).isSubsetOf("503 database_unavailable");
        }
    }

    @Test
    void a_former_primary_is_left_although_it_still_accepts_writes() throws Exception {
        try (Replication replication = Replication.start(false);
                RunningServer server = RunningServer.start(Map.of("CONNECTION_URL", replication.url()))) {
            StreamReader stream = StreamReader.open(server.uri());
            post(server);

            replication.promote();

            String uuid = awaitPostOn(replication.standby(), server);
            assertThat(replication.standby().run(HAS + "'" + post(server) + "'"))
                    .isEqualTo("1");
            await().atMost(RECOVERY).until(stream::isOver);
            try (StreamReader next = StreamReader.open(server.uri(), stream.lastId())) {
                await().atMost(RECOVERY)
                        .until(() -> !next.events("update", uuid).isEmpty());
            }
            assertThat(replication.standby().run(NAMELESS)).isEqualTo("0");
        }
    }

    @Test
    void a_listener_that_is_left_behind_on_a_former_primary_reconnects() throws Exception {
        try (Replication replication = Replication.start(false);
                Relay name = Relay.start(replication.primary().port());
                RunningServer server = RunningServer.start(
                        Map.of("CONNECTION_URL", "postgresql://postgres@127.0.0.1:" + name.port() + "/cruddur"))) {
            post(server);
            replication.promote();
            name.leadTo(replication.standby().port());
            // All but the listener's connection.
            replication
                    .primary()
                    .run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name IN ('cruddur', 'cruddur-teller')");

            String uuid = awaitPostOn(replication.standby(), server);

            await().atMost(RECOVERY)
                    .until(() -> server.output().contains("publisher and listener are connected to different servers"));
            try (StreamReader stream = StreamReader.open(server.uri(), "0")) {
                await().atMost(RECOVERY)
                        .until(() -> !stream.events("update", uuid).isEmpty());
            }
        }
    }

    /** Posts until a crud is on this server, which is where the next ones are too. */
    private static String awaitPostOn(ThrowAwayDatabase database, RunningServer server) {
        AtomicReference<String> posted = new AtomicReference<>();
        await().atMost(RECOVERY).pollInterval(Duration.ofMillis(200)).until(() -> {
            posted.set(post(server));
            return database.run(HAS + "'" + posted.get() + "'").equals("1");
        });
        return posted.get();
    }

    /** @return the crud's uuid, or the answer that was none */
    private static String post(RunningServer server) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri().resolve("api/activities"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"user_handle\":\"bayko\",\"message\":\"Where am I?\",\"ttl\":\"1-day\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.body().replaceAll("(?s).*?\"uuid\" ?: ?\"([0-9a-f-]{36})\".*", "$1");
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
