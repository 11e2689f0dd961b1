package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.support.PgBouncer;
import app.cruddur.support.Relay;
import app.cruddur.support.Replication;
import app.cruddur.support.ThrowAwayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolerCheckTest {

    private static ThrowAwayDatabase postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement"})
    void a_pooler_that_shares_sessions_is_refused(String mode) throws Exception {
        try (PgBouncer pooler = PgBouncer.start(mode, postgres.port())) {
            assertThatThrownBy(() -> PoolerCheck.run(ConnectionUrl.parse(pooler.url())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pool_mode = session");
        }
    }

    @Test
    void it_is_refused_while_other_clients_keep_its_pool_busy() throws Exception {
        try (PgBouncer pooler = PgBouncer.start("transaction", postgres.port())) {
            ConnectionUrl url = ConnectionUrl.parse(pooler.url());
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                clients.add(new Thread(() -> runTransactions(url)));
            }
            clients.forEach(Thread::start);
            try {
                for (int i = 0; i < 10; i++) {
                    assertThatThrownBy(() -> PoolerCheck.run(url)).hasMessageContaining("pool_mode = session");
                }
            } finally {
                clients.forEach(Thread::interrupt);
                for (Thread client : clients) {
                    client.join();
                }
            }
        }
    }

    private static void runTransactions(ConnectionUrl url) {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement()) {
            while (!Thread.currentThread().isInterrupted()) {
                // The simple protocol: one message, no prepared statement.
                statement.execute("SELECT pg_sleep(0.001)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_pooler_in_session_mode_and_postgresql_itself_are_accepted() throws Exception {
        assertThatCode(() -> PoolerCheck.run(ConnectionUrl.parse(postgres.url("cruddur"))))
                .doesNotThrowAnyException();
        try (PgBouncer pooler = PgBouncer.start("session", postgres.port())) {
            assertThatCode(() -> PoolerCheck.run(ConnectionUrl.parse(pooler.url())))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_connection_through_a_pooler_does_not_stay_on_a_standby() throws Exception {
        try (Replication replication = Replication.start(false);
                Relay name = Relay.start(replication.standby().port());
                PgBouncer pooler = PgBouncer.start("session", name.port());
                Connection connection =
                        new CruddurDataSource(ConnectionUrl.parse(pooler.url()), Patience.REQUEST).getConnection()) {
            assertThat(isOnStandby(connection)).isTrue();
            name.leadTo(replication.primary().port());

            // In constant use, so that it is never validated for having been idle.
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !isOnStandby(connection));
        }
    }

    private static boolean isOnStandby(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
