package app.cruddur.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.support.ThrowAwayDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryLogTest {

    private static final Logger LOG = Logger.getLogger("app.cruddur.sql");

    private static ThrowAwayDatabase postgres;
    private static ConnectionUrl url;

    private final List<String> told = new ArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line.getMessage());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };
    private Connection connection;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
        url = postgres.create("told");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void listen() throws SQLException {
        LOG.addHandler(ear);
        connection = QueryLog.wrap(postgres.connect(url));
    }

    @AfterEach
    void stopListening() throws SQLException {
        LOG.removeHandler(ear);
        connection.close();
    }

    @Test
    void a_read_is_told_with_its_title_its_sql_and_its_parameters() throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("/* page activities/home */ SELECT ? LIMIT ?")) {
            read.setString(1, "infinity");
            read.setInt(2, 21);
            read.executeQuery();
        }

        assertThat(told)
                .singleElement()
                .asString()
                .containsSubsequence(
                        "SQL STATEMENT [page activities/home]",
                        "SELECT ? LIMIT ?",
                        "SQL PARAMETERS",
                        "1: infinity",
                        "2: 21");
    }

    @Test
    void a_write_is_called_by_its_verb() throws SQLException {
        try (PreparedStatement write = connection.prepareStatement("CREATE TABLE t (a integer)")) {
            write.execute();
        }

        assertThat(told).singleElement().asString().contains("[CREATE]").doesNotContain("PARAMETERS");
    }

    @Test
    void an_error_is_told_with_its_sqlstate_and_message() throws SQLException {
        try (PreparedStatement wrong = connection.prepareStatement("SELECT 1 / 0")) {
            assertThatThrownBy(wrong::executeQuery).isInstanceOf(SQLException.class);
        }

        assertThat(told.get(0)).contains("SQL ERROR 22012").contains("division by zero");
    }

    @Test
    void a_call_stays_a_call() throws SQLException {
        // Liquibase asks so for the schema.
        try (var call = connection.prepareCall("{call current_schema}")) {
            call.execute();
        }

        assertThat(told).singleElement().asString().contains("current_schema");
    }
}
