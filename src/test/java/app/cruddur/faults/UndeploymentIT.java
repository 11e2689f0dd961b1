package app.cruddur.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.contract.StreamReader;
import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.support.RunningServer;
import app.cruddur.support.Server;
import app.cruddur.support.ThrowAwayDatabase;
import app.cruddur.support.Vitals;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Undeploys the WAR from a running server and checks for leaks. Only on WildFly, because Payara Micro does not undeploy while it runs. */
@DisabledIfSystemProperty(named = "faults.short", matches = "true")
class UndeploymentIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CONNECTIONS =
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'cruddur%'""";

    /**
     * Shortens the idle times of threads of other libraries, which keep references to the application until they end: the cleanup thread of
     * pgjdbc, by default after 30 s; WildFly's worker threads, whose stack frames reference their first task, by default after 60 s, except
     * for two core threads that never end.
     */
    private static final String SHORT_IDLE_TIMES =
            "-Dpgjdbc.config.cleanup.thread.ttl=500 -Dtest.idle.workers=0 -Dtest.idle.millis=500";

    @Test
    void undeployment_leaves_no_connection_thread_or_object() throws Exception {
        try (ThrowAwayDatabase postgres = ThrowAwayDatabase.start()) {
            ConnectionUrl database = ConnectionUrl.parse(postgres.url("cruddur"));
            try (RunningServer wildfly = RunningServer.start(
                    Server.WILDFLY,
                    Map.of("CONNECTION_URL", postgres.url("cruddur"), "JAVA_TOOL_OPTIONS", SHORT_IDLE_TIMES))) {
                for (int i = 0; i < 3; i++) {
                    try (StreamReader stream = StreamReader.open(wildfly.uri())) {
                        try (EverydayLoad load = new EverydayLoad(wildfly.uri(), List.of("andrewbrown", "bayko"), 0)) {
                            await().atMost(TIMEOUT).until(() -> load.requests() > 500);
                            assertThat(load.failures()).isEmpty();
                        }
                        assertThat(postgres.number(database, CONNECTIONS)).isPositive();

                        undeploy(wildfly);

                        await().atMost(Duration.ofSeconds(5)).until(stream::isOver);
                    }
                    await().atMost(Duration.ofSeconds(5)).until(() -> postgres.number(database, CONNECTIONS) == 0);
                    assertThat(Vitals.threads(wildfly.process())).doesNotContain("app.cruddur");
                    await().atMost(Duration.ofSeconds(15))
                            .pollInterval(Duration.ofSeconds(1))
                            .untilAsserted(() -> {
                                nextRequest(wildfly);
                                assertThat(Vitals.histogram(wildfly.process())
                                                .lines()
                                                .filter(line -> line.contains("app.cruddur")))
                                        .isEmpty();
                            });

                    deploy(wildfly);
                    wildfly.awaitReady();
                }
            }
        }
    }

    /**
     * WildFly's worker pool removes ended threads, which reference the application's class loader, only when it needs a thread for a
     * request.
     */
    private static void nextRequest(RunningServer wildfly) throws Exception {
        HTTP.send(HttpRequest.newBuilder(wildfly.uri()).build(), BodyHandlers.discarding());
    }

    /** Undeploys the WAR by deleting the deployment scanner's marker file. */
    private static void undeploy(RunningServer wildfly) throws Exception {
        Files.delete(marker(wildfly, "deployed"));
        await().atMost(TIMEOUT).until(() -> Files.exists(marker(wildfly, "undeployed")));
    }

    private static void deploy(RunningServer wildfly) throws Exception {
        Files.createFile(marker(wildfly, "dodeploy"));
        await().atMost(TIMEOUT).until(() -> Files.exists(marker(wildfly, "deployed")));
    }

    private static Path marker(RunningServer wildfly, String state) {
        return wildfly.files().resolve("deployments/ROOT.war." + state);
    }
}
