package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.persistence.ConnectionUrl;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The primary fails while clients read and write, and a standby is promoted. */
@ExtendWith(FaultTable.class)
@DisabledIfSystemProperty(named = "faults.short", matches = "true")
class FailoverIT {

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    private static final Duration MAX_RECOVERY = Duration.ofSeconds(10);
    private static final String HAS_CRUDDUR_SESSIONS =
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'cruddur'";
    private static final String UNNAMED_SESSIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = 'cruddur' AND application_name = ''";
    private static final String COUNT_BY_UUID = "SELECT count(*) FROM activities WHERE CAST(uuid AS text) = ";
    private static final String OPEN_TRANSACTIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'cruddur'"
            + " AND state LIKE 'idle in transaction%' AND now() - xact_start > interval '1 second'";
    /** The time between the fault and the promotion: there is no primary, and the server has tried every host. */
    private static final Duration TIME_WITHOUT_PRIMARY = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    /** A fault that is injected into the primary. */
    private interface Fate {
        void apply(ThrowAwayDatabase primary) throws Exception;
    }

    @Test
    void when_the_primary_is_killed_writes_resume_on_the_standby_without_loss() throws Exception {
        failOver("primary killed, standby promoted", ThrowAwayDatabase::kill);
    }

    @Test
    void when_the_primary_freezes_writes_resume_on_the_standby_without_loss() throws Exception {
        failOver("primary frozen, standby promoted", ThrowAwayDatabase::freeze);
    }

    private static void failOver(String fault, Fate fate) throws Exception {
        try (Replication replication = Replication.start(true);
                RunningServer server = RunningServer.start(Map.of("CONNECTION_URL", replication.url()));
                Workload workload = Workload.start(server.uri(), 4, 4)) {
            awaitWrites(workload);

            workload.markFaultStart();
            fate.apply(replication.primary());
            Thread.sleep(TIME_WITHOUT_PRIMARY.toMillis());
            replication.promote();
            workload.markFaultEnd();
            awaitWrites(workload);

            assertThat(replication.standby().run(UNNAMED_SESSIONS))
                    .as("sessions without a name")
                    .isEqualTo("0");
            Outcome outcome = FaultTable.add(workload.stop(fault, cruddur(replication.standby())));
            assertThat(outcome.lost()).as("lost").isZero();
            assertThat(outcome.doubled()).as("doubled").isZero();
            assertThat(outcome.recovery()).isLessThan(MAX_RECOVERY);
            assertThat(outcome.longestWait()).isLessThan(MAX_WAIT);
            assertThat(outcome.errorsByKind().keySet()).isSubsetOf("503 database_unavailable");
        }
    }

    @Test
    void after_commits_timed_out_at_a_frozen_synchronous_standby_reads_succeed() throws Exception {
        try (Replication replication = Replication.start(true);
                RunningServer server = RunningServer.start(Map.of("CONNECTION_URL", replication.url()))) {
            String uuid = post(server);
            replication.standby().freeze();
            assertThat(post(server)).contains("database_unavailable");
            replication.standby().thaw();

            // Only reads, because a write would repair the pool.
            AtomicInteger reads = new AtomicInteger();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        assertThat(send(HttpRequest.newBuilder(server.uri().resolve("api/activities/" + uuid)))
                                        .statusCode())
                                .isEqualTo(200);
                        assertThat(replication.primary().run(OPEN_TRANSACTIONS))
                                .as("transactions that stay open")
                                .isEqualTo("0");
                        return reads.incrementAndGet() == 100;
                    });
        }
    }

    @Test
    void connections_to_a_standby_are_replaced_when_the_host_name_points_to_the_primary_again() throws Exception {
        try (Replication replication = Replication.start(false);
                Relay relay = Relay.start(replication.primary().port());
                RunningServer server = RunningServer.start(
                        Map.of("CONNECTION_URL", "postgresql://postgres@127.0.0.1:" + relay.port() + "/cruddur"));
                Workload workload = Workload.start(server.uri(), 4, 0)) {
            awaitWrites(workload);

            workload.markFaultStart();
            relay.setTarget(replication.standby().port());
            relay.disconnectAll();
            await().until(() -> replication.standby().run(HAS_CRUDDUR_SESSIONS).equals("t"));
            relay.setTarget(replication.primary().port());
            workload.markFaultEnd();
            awaitWrites(workload);

            assertThat(replication.primary().run(UNNAMED_SESSIONS))
                    .as("sessions without a name")
                    .isEqualTo("0");
            Outcome outcome =
                    FaultTable.add(workload.stop("the name led to a standby", cruddur(replication.primary())));
            assertThat(outcome.recovery()).isLessThan(MAX_RECOVERY);
            assertThat(outcome.lost() + outcome.doubled()).isZero();
            assertThat(outcome.errorsByKind().keySet()).isSubsetOf("503 database_unavailable");
        }
    }

    @Test
    void connections_through_a_pooler_do_not_stay_on_a_standby() throws Exception {
        try (Replication replication = Replication.start(false);
                Relay relay = Relay.start(replication.primary().port());
                PgBouncer pooler = PgBouncer.start("session", relay.port());
                RunningServer server = RunningServer.start(Map.of("CONNECTION_URL", pooler.url()));
                Workload workload = Workload.start(server.uri(), 4, 4)) {
            awaitWrites(workload);

            workload.markFaultStart();
            relay.setTarget(replication.standby().port());
            relay.disconnectAll();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> replication.standby().run(HAS_CRUDDUR_SESSIONS).equals("t"));
            relay.setTarget(replication.primary().port());
            workload.markFaultEnd();
            awaitWrites(workload);

            Outcome outcome =
                    FaultTable.add(workload.stop("the pooler led to a standby", cruddur(replication.primary())));
            assertThat(outcome.recovery()).isLessThan(MAX_RECOVERY);
            assertThat(outcome.lost() + outcome.doubled()).isZero();
            assertThat(outcome.errorsByKind().keySet()).isSubsetOf("503 database_unavailable");
        }
    }

    @Test
    void connections_leave_a_former_primary_that_still_accepts_writes() throws Exception {
        try (Replication replication = Replication.start(false);
                RunningServer server = RunningServer.start(Map.of("CONNECTION_URL", replication.url()))) {
            StreamReader stream = StreamReader.open(server.uri());
            post(server);

            replication.promote();

            String uuid = awaitPostOn(replication.standby(), server);
            assertThat(replication.standby().run(COUNT_BY_UUID + "'" + post(server) + "'"))
                    .isEqualTo("1");
            await().atMost(MAX_RECOVERY).until(stream::isOver);
            try (StreamReader next = StreamReader.open(server.uri(), stream.lastId())) {
                await().atMost(MAX_RECOVERY)
                        .until(() -> !next.events("update", uuid).isEmpty());
            }
            assertThat(replication.standby().run(UNNAMED_SESSIONS)).isEqualTo("0");
        }
    }

    @Test
    void a_listener_on_a_former_primary_reconnects() throws Exception {
        try (Replication replication = Replication.start(false);
                Relay relay = Relay.start(replication.primary().port());
                RunningServer server = RunningServer.start(
                        Map.of("CONNECTION_URL", "postgresql://postgres@127.0.0.1:" + relay.port() + "/cruddur"))) {
            post(server);
            replication.promote();
            relay.setTarget(replication.standby().port());
            // Terminates all connections except the listener's.
            replication
                    .primary()
                    .run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name IN ('cruddur', 'cruddur-publisher')");

            String uuid = awaitPostOn(replication.standby(), server);

            await().atMost(MAX_RECOVERY)
                    .until(() -> server.output().contains("publisher and listener are connected to different servers"));
            try (StreamReader stream = StreamReader.open(server.uri(), "0")) {
                await().atMost(MAX_RECOVERY)
                        .until(() -> !stream.events("update", uuid).isEmpty());
            }
        }
    }

    /** Posts cruds until one is stored in this database; later cruds are stored there, too. */
    private static String awaitPostOn(ThrowAwayDatabase database, RunningServer server) {
        AtomicReference<String> posted = new AtomicReference<>();
        await().atMost(MAX_RECOVERY).pollInterval(Duration.ofMillis(200)).until(() -> {
            posted.set(post(server));
            return database.run(COUNT_BY_UUID + "'" + posted.get() + "'").equals("1");
        });
        return posted.get();
    }

    /** @return the crud's uuid, or the response body if there is none */
    private static String post(RunningServer server) throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(server.uri().resolve("api/activities"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"user_handle\":\"bayko\",\"message\":\"Where am I?\",\"ttl\":\"1-day\"}")));
        return response.body().replaceAll("(?s).*?\"uuid\" ?: ?\"([0-9a-f-]{36})\".*", "$1");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
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

    private static void awaitWrites(Workload workload) {
        int before = workload.acknowledged();
        await().atMost(Duration.ofSeconds(60)).until(() -> workload.acknowledged() > before + 100);
    }
}
