package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.support.ThrowAwayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
        connection = new CruddurDataSource(url, 0).getConnection();
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
    void while_it_works_it_stays_the_same_session() throws SQLException {
        assertThat(session()).isEqualTo(session());
    }

    private int session() throws SQLException {
        return Integer.parseInt(text("SELECT pg_backend_pid()"));
    }

    private String text(String sql) throws SQLException {
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
