package app.cruddur.persistence.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "57P01, terminated",
        "57P02, terminated",
        "57P03, not_accepting",
        "55000, not_accepting",
        "08001, timeout",
        "08006, broken",
        "08003, broken",
        "28P01, authentication",
        "53300, too_many_connections",
        "53100, disk_full",
        "25006, read_only",
        "55P03, lock_timeout",
        "57014, statement_timeout",
        "40001, conflict",
        "40P01, conflict",
        "23505, constraint",
        "42P01, other"
    })
    void a_sqlstate_has_a_kind(String state, String kind) {
        assertThat(DatabaseErrors.kind(new SQLException("said", state))).isEqualTo(kind);
    }

    @Test
    void a_network_error_takes_precedence_over_the_sqlstate() {
        assertThat(DatabaseErrors.kind(new SQLException("", "08001", new ConnectException("refused"))))
                .isEqualTo("refused");
        assertThat(DatabaseErrors.kind(new SQLException("", "08006", new SocketTimeoutException("Read timed out"))))
                .isEqualTo("timeout");
        assertThat(DatabaseErrors.kind(new SQLException("", "08001", new EOFException())))
                .isEqualTo("broken");
        assertThat(DatabaseErrors.kind(new SQLException("Connection attempt timed out.", "08001")))
                .isEqualTo("timeout");
    }

    @Test
    void the_drivers_error_is_found_below_the_error_of_the_pool() {
        SQLException driverError = new SQLException("the role is not permitted to log in", "28000");

        assertThat(DatabaseErrors.kind(new IllegalStateException(new SQLException("no connection", driverError))))
                .isEqualTo("authentication");
        assertThat(DatabaseErrors.kind(new SQLException("no connection within 3 s")))
                .isEqualTo("pool_exhausted");
        assertThat(DatabaseErrors.kind(new IllegalStateException("a bug"))).isEqualTo("other");
    }
}
