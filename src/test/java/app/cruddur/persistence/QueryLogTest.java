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

    private final List<String> messages = new ArrayList<>();
    private final Handler logHandler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            messages.add(line.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };
    private Connection connection;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
        url = postgres.create("logged");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void addLogHandler() throws SQLException {
        LOG.addHandler(logHandler);
        connection = QueryLog.wrap(postgres.connect(url));
    }

    @AfterEach
    void removeLogHandler() throws SQLException {
        LOG.removeHandler(logHandler);
        connection.close();
    }

    @Test
    void a_read_is_logged_with_its_title_sql_and_parameters() throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("/* page activities/home */ SELECT ? LIMIT ?")) {
            read.setString(1, "infinity");
            read.setInt(2, 21);
            read.executeQuery();
        }

        assertThat(messages)
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
    void a_write_is_logged_with_its_verb() throws SQLException {
        try (PreparedStatement write = connection.prepareStatement("CREATE TABLE t (a integer)")) {
            write.execute();
        }

        assertThat(messages).singleElement().asString().contains("[CREATE]").doesNotContain("PARAMETERS");
    }

    @Test
    void an_error_is_logged_with_its_sqlstate_and_message() throws SQLException {
        try (PreparedStatement failing = connection.prepareStatement("SELECT 1 / 0")) {
            assertThatThrownBy(failing::executeQuery).isInstanceOf(SQLException.class);
        }

        assertThat(messages.get(0)).contains("SQL ERROR 22012").contains("division by zero");
    }

    @Test
    void a_callable_statement_is_logged() throws SQLException {
        // Liquibase reads the current schema this way.
        try (var call = connection.prepareCall("{call current_schema}")) {
            call.execute();
        }

        assertThat(messages).singleElement().asString().contains("current_schema");
    }
}
