package app.cruddur.persistence.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.persistence.CruddurDataSource;
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

class ReconnectingConnectionTest {

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
        connection = new CruddurDataSource(url, DatabaseTimeouts.MIGRATION).getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void a_dead_session_is_replaced_and_the_time_zone_is_still_utc() throws SQLException {
        terminate(sessionPid());

        // The session was used less than a second ago, so it is not validated: the first statement fails.
        assertThatThrownBy(this::sessionPid).isInstanceOf(SQLException.class);

        assertThat(sessionPid()).isPositive();
        assertThat(text("SHOW TimeZone")).isEqualTo("UTC");
    }

    @Test
    void a_transaction_on_a_dead_session_fails_and_the_next_one_succeeds() throws SQLException {
        connection.setAutoCommit(false);
        terminate(sessionPid());

        assertThatThrownBy(this::sessionPid).isInstanceOf(SQLException.class);
        assertThatThrownBy(this::sessionPid)
                .as("nothing is replaced within a transaction")
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        connection.rollback();
        connection.setAutoCommit(true);

        connection.setAutoCommit(false);
        assertThat(sessionPid()).isPositive();
        connection.commit();
    }

    @Test
    void after_an_unnoticed_failed_commit_the_next_transaction_can_begin() throws SQLException {
        connection.setAutoCommit(false);
        terminate(sessionPid());

        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);

        // A pool does this before it reuses a connection.
        connection.setAutoCommit(false);
        int sessionPid = sessionPid();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE kept ()");
        }
        connection.rollback();
        assertThat(text("SELECT to_regclass('kept')")).as("in a transaction").isNull();
        assertThat(sessionPid()).isEqualTo(sessionPid);
        connection.rollback();
    }

    @Test
    void after_a_commit_that_timed_out_statements_leave_no_transaction_open() throws SQLException {
        try (Connection request = new CruddurDataSource(url, DatabaseTimeouts.REQUEST).getConnection()) {
            stallCommit(request);

            assertThatThrownBy(request::commit).isInstanceOf(SQLException.class);

            // Payara's pool makes no call in between and expects auto-commit to be on.
            int sessionPid = Integer.parseInt(text(request, "SELECT pg_backend_pid()"));
            assertThat(text("SELECT state FROM pg_stat_activity WHERE pid = " + sessionPid))
                    .isEqualTo("idle");
            assertThat(request.getAutoCommit()).isTrue();
            request.setAutoCommit(false);
            assertThat(text(request, "SELECT 1")).isEqualTo("1");
            request.commit();
        }
    }

    @Test
    void after_set_auto_commit_failed_to_commit_auto_commit_is_on() throws SQLException {
        connection.setAutoCommit(false);
        terminate(sessionPid());

        assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(SQLException.class);

        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(sessionPid()).isPositive();
    }

    @Test
    void a_failed_commit_cannot_be_repeated() throws SQLException {
        connection.setAutoCommit(false);
        terminate(sessionPid());

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        connection.rollback();
    }

    @Test
    void a_rollback_on_a_dead_session_succeeds_and_the_next_statement_is_in_a_transaction() throws SQLException {
        connection.setAutoCommit(false);
        terminate(sessionPid());

        connection.rollback();

        // WildFly's pool makes no call in between and expects auto-commit to be off.
        int sessionPid = sessionPid();
        assertThat(postgres.number(
                        url,
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND pid = "
                                + sessionPid))
                .isEqualTo(1);
        connection.rollback();
    }

    @Test
    void a_rollback_that_times_out_ends_the_session() throws Exception {
        ThrowAwayDatabase frozen = ThrowAwayDatabase.start();
        try (Connection request = new CruddurDataSource(
                        ConnectionUrl.parse(frozen.url("cruddur")), DatabaseTimeouts.REQUEST)
                .getConnection()) {
            request.setAutoCommit(false);
            String sessionPid = text(request, "SELECT pg_backend_pid()");
            frozen.freeze();
            request.rollback();
            frozen.thaw();

            assertThat(text(request, "SELECT pg_backend_pid()")).isNotEqualTo(sessionPid);
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
        try (Connection unused = new CruddurDataSource(nowhere, DatabaseTimeouts.EVENTS).getConnection()) {
            unused.setAutoCommit(false);
            unused.commit();
            unused.rollback();
            unused.setAutoCommit(true);

            assertThat(unused.getAutoCommit()).isTrue();
        }
    }

    @Test
    void a_pool_cannot_remove_the_sessions_name() throws SQLException {
        sessionPid();

        connection.setClientInfo(new Properties());

        assertThat(text("SHOW application_name")).isEqualTo("cruddur");
    }

    /** Starts a transaction whose commit takes longer than the request's timeout; statement_timeout does not apply to a commit. */
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
    void a_working_session_is_kept() throws SQLException {
        assertThat(sessionPid()).isEqualTo(sessionPid());
    }

    @Test
    void no_session_is_opened_before_the_first_statement() throws SQLException {
        ConnectionUrl nowhere = ConnectionUrl.parse("postgresql://postgres@127.0.0.1:1/nowhere");

        try (Connection unused = new CruddurDataSource(nowhere, DatabaseTimeouts.EVENTS).getConnection()) {
            assertThat(unused.getAutoCommit()).isTrue();
            assertThat(unused.isClosed()).isFalse();
            // Payara's pool does this when a connection is returned.
            unused.setClientInfo(new Properties());
        }
    }

    @Test
    void the_sessions_name_is_kept_when_a_pool_resets_the_client_info() throws SQLException {
        terminate(sessionPid());
        assertThatThrownBy(this::sessionPid).isInstanceOf(SQLException.class);
        assertThat(text("SHOW application_name")).isEqualTo("cruddur");

        // Payara's pool does this, with the client info that it read when the connection was new.
        connection.setClientInfo(new Properties());

        assertThat(text("SHOW application_name")).isEqualTo("cruddur");
    }

    @Test
    void a_request_waits_no_longer_than_its_deadline_for_a_frozen_database() throws Exception {
        ThrowAwayDatabase frozen = ThrowAwayDatabase.start();
        RequestDeadline.Clock clock = () -> {};
        try (Connection request = new CruddurDataSource(
                        ConnectionUrl.parse(frozen.url("cruddur")), DatabaseTimeouts.REQUEST)
                .getConnection()) {
            request.setAutoCommit(false);
            request.createStatement().execute("SELECT 1");
            frozen.freeze();
            RequestDeadline.begin();
            clock = RequestDeadline.startClock();
            long start = System.nanoTime();

            assertThatThrownBy(() -> request.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
            request.rollback();
            request.setAutoCommit(true);
            assertThatThrownBy(request::createStatement).isInstanceOf(SQLException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            clock.close();
            RequestDeadline.end();
            frozen.thaw();
            frozen.close();
        }
    }

    @Test
    void a_slow_statement_is_cancelled_and_the_session_is_kept() throws SQLException {
        try (Connection request = new CruddurDataSource(url, DatabaseTimeouts.REQUEST).getConnection();
                Statement statement = request.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
    }

    @Test
    void timeouts_in_the_url_take_precedence() throws SQLException {
        ConnectionUrl urlWithTimeout = ConnectionUrl.parse(url("options=-c%20statement_timeout%3D7s"));

        try (Connection request = new CruddurDataSource(urlWithTimeout, DatabaseTimeouts.REQUEST).getConnection();
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

    private int sessionPid() throws SQLException {
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

    private static void terminate(int sessionPid) throws SQLException {
        // With a timeout argument, the function waits until the session has ended (PostgreSQL 14 or later).
        assertThat(postgres.number(url, "SELECT CAST(pg_terminate_backend(" + sessionPid + ", 5000) AS integer)"))
                .isEqualTo(1);
    }
}
