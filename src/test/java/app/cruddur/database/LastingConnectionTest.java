package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.support.ThrowAwayDatabase;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastingConnectionTest {

    private static ThrowAwayDatabase postgres;
    private static ConnectionUrl url;
    private Connection connection;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
        url = postgres.create("lasting");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void open() throws SQLException {
        connection = new CruddurDataSource(url, Patience.MIGRATION).getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void after_its_session_died_it_works_again_and_still_in_utc() throws SQLException {
        kill(session());

        // Used a moment ago, it is trusted: one failure tells that it is dead.
        assertThatThrownBy(this::session).isInstanceOf(SQLException.class);

        assertThat(session()).isPositive();
        assertThat(text("SHOW TimeZone")).isEqualTo("UTC");
    }

    @Test
    void a_transaction_on_a_dead_session_fails_and_the_next_one_works() throws SQLException {
        connection.setAutoCommit(false);
        kill(session());

        assertThatThrownBy(this::session).isInstanceOf(SQLException.class);
        assertThatThrownBy(this::session)
                .as("nothing is replaced within a transaction")
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        connection.rollback();
        connection.setAutoCommit(true);

        connection.setAutoCommit(false);
        assertThat(session()).isPositive();
        connection.commit();
    }

    @Test
    void whoever_did_not_notice_that_a_commit_failed_can_begin_the_next_transaction() throws SQLException {
        connection.setAutoCommit(false);
        kill(session());

        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);

        // As a pool does with a connection that it hands out again.
        connection.setAutoCommit(false);
        int session = session();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE kept ()");
        }
        connection.rollback();
        assertThat(text("SELECT to_regclass('kept')")).as("in a transaction").isNull();
        assertThat(session()).isEqualTo(session);
        connection.rollback();
    }

    @Test
    void after_a_commit_that_timed_out_statements_leave_no_transaction_open() throws SQLException {
        try (Connection request = new CruddurDataSource(url, Patience.REQUEST).getConnection()) {
            stallCommit(request);

            assertThatThrownBy(request::commit).isInstanceOf(SQLException.class);

            // Payara's pool makes no call in between, and believes in auto-commit.
            int session = Integer.parseInt(text(request, "SELECT pg_backend_pid()"));
            assertThat(text("SELECT state FROM pg_stat_activity WHERE pid = " + session))
                    .isEqualTo("idle");
            assertThat(request.getAutoCommit()).isTrue();
            request.setAutoCommit(false);
            assertThat(text(request, "SELECT 1")).isEqualTo("1");
            request.commit();
        }
    }

    @Test
    void after_setting_auto_commit_failed_to_commit_it_is_on() throws SQLException {
        connection.setAutoCommit(false);
        kill(session());

        assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(SQLException.class);

        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(session()).isPositive();
    }

    @Test
    void a_failed_commit_cannot_be_repeated() throws SQLException {
        connection.setAutoCommit(false);
        kill(session());

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        connection.rollback();
    }

    @Test
    void a_rollback_on_a_dead_session_succeeds_and_the_next_statement_is_in_a_transaction() throws SQLException {
        connection.setAutoCommit(false);
        kill(session());

        connection.rollback();

        // WildFly's pool makes no call in between, and believes that auto-commit is off.
        int session = session();
        assertThat(postgres.number(
                        url,
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND pid = "
                                + session))
                .isEqualTo(1);
        connection.rollback();
    }

    @Test
    void a_rollback_that_times_out_ends_the_session() throws Exception {
        ThrowAwayDatabase frozen = ThrowAwayDatabase.start();
        try (Connection request =
                new CruddurDataSource(ConnectionUrl.parse(frozen.url("cruddur")), Patience.REQUEST).getConnection()) {
            request.setAutoCommit(false);
            String session = text(request, "SELECT pg_backend_pid()");
            frozen.freeze();
            request.rollback();
            frozen.thaw();

            assertThat(text(request, "SELECT pg_backend_pid()")).isNotEqualTo(session);
            request.rollback();
        } finally {
            frozen.thaw();
            frozen.close();
        }
    }

    @Test
    void turning_auto_commit_on_commits() throws SQLException {
        connection.setAutoCommit(false);
        text("SELECT set_config('test.committed', 'yes', false)");

        connection.setAutoCommit(true);

        assertThat(text("SELECT current_setting('test.committed')")).isEqualTo("yes");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void ending_a_transaction_without_statements_opens_no_session() throws SQLException {
        ConnectionUrl nowhere = ConnectionUrl.parse("postgresql://postgres@127.0.0.1:1/nowhere");
        try (Connection unused = new CruddurDataSource(nowhere, Patience.NEWS).getConnection()) {
            unused.setAutoCommit(false);
            unused.commit();
            unused.rollback();
            unused.setAutoCommit(true);

            assertThat(unused.getAutoCommit()).isTrue();
        }
    }

    @Test
    void a_pool_cannot_take_the_sessions_name_away() throws SQLException {
        session();

        connection.setClientInfo(new Properties());

        assertThat(text("SHOW application_name")).isEqualTo("cruddur");
    }

    /** A transaction whose commit takes longer than a request waits; statement_timeout does not apply to it. */
    private static void stallCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS stalled ()");
            statement.execute(
                    """
                    CREATE OR REPLACE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                      PERFORM pg_sleep(6);
                      RETURN NULL;
                    END
                    $$""");
            statement.execute(
                    """
                    CREATE CONSTRAINT TRIGGER stall AFTER INSERT ON stalled
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stall()""");
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO stalled DEFAULT VALUES");
        }
    }

    @Test
    void while_it_works_it_stays_the_same_session() throws SQLException {
        assertThat(session()).isEqualTo(session());
    }

    @Test
    void nothing_is_opened_before_it_is_used() throws SQLException {
        ConnectionUrl nowhere = ConnectionUrl.parse("postgresql://postgres@127.0.0.1:1/nowhere");

        try (Connection unused = new CruddurDataSource(nowhere, Patience.NEWS).getConnection()) {
            assertThat(unused.getAutoCommit()).isTrue();
            assertThat(unused.isClosed()).isFalse();
            // As Payara's pool does with what it takes back.
            unused.setClientInfo(new Properties());
        }
    }

    @Test
    void its_name_stays_although_a_pool_sets_the_client_info_back() throws SQLException {
        kill(session());
        assertThatThrownBy(this::session).isInstanceOf(SQLException.class);
        assertThat(text("SHOW application_name")).isEqualTo("cruddur");

        // As Payara's pool does, with what it read when the connection was new.
        connection.setClientInfo(new Properties());

        assertThat(text("SHOW application_name")).isEqualTo("cruddur");
    }

    @Test
    void a_request_waits_no_longer_than_its_deadline_though_nobody_answers() throws Exception {
        ThrowAwayDatabase frozen = ThrowAwayDatabase.start();
        Deadline.Clock clock = () -> {};
        try (Connection lasting =
                new CruddurDataSource(ConnectionUrl.parse(frozen.url("cruddur")), Patience.REQUEST).getConnection()) {
            lasting.setAutoCommit(false);
            lasting.createStatement().execute("SELECT 1");
            frozen.freeze();
            Deadline.begin();
            clock = Deadline.startClock();
            long start = System.nanoTime();

            assertThatThrownBy(() -> lasting.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
            lasting.rollback();
            lasting.setAutoCommit(true);
            assertThatThrownBy(lasting::createStatement).isInstanceOf(SQLException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            clock.close();
            Deadline.end();
            frozen.thaw();
            frozen.close();
        }
    }

    @Test
    void a_statement_that_takes_too_long_is_ended_by_postgresql_and_the_session_lives() throws SQLException {
        try (Connection request = new CruddurDataSource(url, Patience.REQUEST).getConnection();
                Statement statement = request.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
    }

    @Test
    void what_the_url_says_of_time_limits_counts() throws SQLException {
        ConnectionUrl patient = ConnectionUrl.parse(url("options=-c%20statement_timeout%3D7s"));

        try (Connection request = new CruddurDataSource(patient, Patience.REQUEST).getConnection();
                Statement statement = request.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT current_setting('statement_timeout') || current_setting('lock_timeout')")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("7s1500ms");
        }
    }

    private static String url(String parameters) {
        return postgres.url("lasting") + "?" + parameters;
    }

    private int session() throws SQLException {
        return Integer.parseInt(text("SELECT pg_backend_pid()"));
    }

    private String text(String sql) throws SQLException {
        return text(connection, sql);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void kill(int session) throws SQLException {
        // With a timeout it waits until the session has ended (PostgreSQL 14).
        assertThat(postgres.number(url, "SELECT CAST(pg_terminate_backend(" + session + ", 5000) AS integer)"))
                .isEqualTo(1);
    }
}
