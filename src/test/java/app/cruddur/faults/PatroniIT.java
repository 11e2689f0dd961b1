package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.support.HaProxy;
import app.cruddur.support.Patroni;
import app.cruddur.support.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Failover by Patroni with a synchronous standby and without a watchdog, while clients read and write. */
@ExtendWith(FaultTable.class)
class PatroniIT {

    /** Measured from the promotion; on a loaded machine the listener alone may take some seconds. */
    private static final Duration MAX_RECOVERY = Duration.ofSeconds(15);

    private static Patroni patroni;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        patroni = Patroni.start();
        server = RunningServer.start(Map.of("CONNECTION_URL", patroni.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (patroni != null) {
            patroni.close();
        }
    }

    /** A fault that is injected into the leader. */
    private interface Fault {
        void inject(Patroni.Member leader) throws Exception;
    }

    @Test
    void when_the_agent_is_killed_connections_leave_the_old_primary() throws Exception {
        failOver("Patroni's agent killed, no watchdog", server.uri(), Patroni.Member::killAgent);
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void when_the_agent_is_killed_behind_haproxy_no_acknowledged_crud_is_lost() throws Exception {
        try (HaProxy proxy = HaProxy.start(patroni);
                RunningServer behind = RunningServer.start(Map.of("CONNECTION_URL", proxy.url()))) {
            failOver("Patroni's agent killed, behind HAProxy", behind.uri(), Patroni.Member::killAgent);
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void after_a_switchover_writes_resume_on_the_new_primary() throws Exception {
        failOver("switchover by Patroni", server.uri(), leader -> patroni.switchOver());
    }

    @Test
    @DisabledIfSystemProperty(named = "faults.short", matches = "true")
    void when_the_primary_is_killed_writes_resume_on_the_new_primary() throws Exception {
        failOver("primary killed (-9) under Patroni", server.uri(), Patroni.Member::killPostgres);
    }

    private static void failOver(String name, URI server, Fault fault) throws Exception {
        patroni.awaitSynchronousStandby();
        Patroni.Member former = patroni.leader();
        Patroni.Member next = patroni.other(former);
        try (Workload workload = Workload.start(server, 4, 4);
                StreamReader stream = StreamReader.open(server)) {
            awaitWrites(workload);

            workload.markFaultStart();
            fault.inject(former);
            patiently().until(next::isLeader);
            workload.markFaultEnd();
            awaitWrites(workload);
            patiently().until(stream::isOver);
            Outcome outcome = FaultTable.add(workload.stop(name, url(next)));
            awaitOwnWrite(server, stream.lastId());
            assertThat(outcome.lost()).as("lost").isZero();
            assertThat(outcome.doubled()).as("doubled").isZero();
            assertThat(outcome.recovery()).isLessThan(MAX_RECOVERY);
            assertThat(outcome.errorsByKind().keySet()).isSubsetOf("503 database_unavailable");
            assertThat(
                            next.read(
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = 'cruddur' AND application_name = ''"))
                    .as("sessions without a name")
                    .isEqualTo("0");
        } finally {
            former.killAgent();
            former.startAgent();
        }
    }

    /** Posts a crud and waits until the feed and the stream show it. */
    private static void awaitOwnWrite(URI server, String lastId) throws Exception {
        try (StreamReader stream = StreamReader.open(server, lastId)) {
            String uuid = uuid(send(HttpRequest.newBuilder(server.resolve("api/activities"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"user_handle\":\"bayko\",\"message\":\"On the new primary\",\"ttl\":\"1-day\"}"))));
            patiently().until(() -> !stream.events("update", uuid).isEmpty());
            patiently().until(() -> send(HttpRequest.newBuilder(server.resolve("api/activities/home"))
                            .GET())
                    .contains(uuid));
        }
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String uuid(String crud) {
        return crud.replaceAll("(?s).*?\"uuid\" ?: ?\"([0-9a-f-]{36})\".*", "$1");
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100));
    }

    private static void awaitWrites(Workload workload) {
        int before = workload.acknowledged();
        patiently().until(() -> workload.acknowledged() > before + 100);
    }

    private static ConnectionUrl url(Patroni.Member member) {
        return ConnectionUrl.parse("postgresql://postgres@127.0.0.1:" + member.port() + "/cruddur");
    }
}
