package app.cruddur.persistence.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    @AfterEach
    void closeCircuit() {
        CircuitBreaker.closeCircuit();
    }

    @Test
    void one_call_probes_the_database_and_all_others_fail_immediately() throws SQLException {
        CircuitBreaker.recordFailure(
                new IllegalStateException(new SQLException("no connection", "08001", new ConnectException())));

        try (CircuitBreaker.Pass probe = CircuitBreaker.pass()) {
            assertThat(probe.isProbe()).isTrue();
            SQLException refused = catchThrowableOfType(SQLException.class, CircuitBreaker::pass);
            assertThat(DatabaseErrors.isUnavailable(refused)).isTrue();
        }
        try (CircuitBreaker.Pass next = CircuitBreaker.pass()) {
            next.succeed();
            assertThat(CircuitBreaker.pass().isProbe()).as("it is over").isFalse();
        }
    }

    @Test
    void errors_of_a_reachable_database_do_not_open_the_circuit() {
        CircuitBreaker.recordFailure(new SQLException("canceling statement due to lock timeout", "55P03"));
        CircuitBreaker.recordFailure(new SQLException("This connection has been closed.", "08003"));
        CircuitBreaker.recordFailure(new SQLException("no answer in time", "08006", new SocketTimeoutException()));

        assertThatCode(() -> {
                    CircuitBreaker.pass();
                    assertThat(CircuitBreaker.pass().isProbe()).isFalse();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void only_a_login_with_enough_time_opens_the_circuit() throws SQLException {
        ReconnectingConnection.Source timedOut = () -> {
            throw new SQLException("Connection attempt timed out.", "08001");
        };

        assertThatThrownBy(() -> CircuitBreaker.open(timedOut, 300)).isInstanceOf(SQLException.class);
        assertThat(CircuitBreaker.pass().isProbe()).isFalse();
        assertThatThrownBy(() -> CircuitBreaker.open(timedOut, 2_900)).isInstanceOf(SQLException.class);
        try (CircuitBreaker.Pass pass = CircuitBreaker.pass()) {
            assertThat(pass.isProbe()).isTrue();
        }
    }
}
