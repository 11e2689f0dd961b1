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
    void end() {
        CircuitBreaker.ends();
    }

    @Test
    void one_asks_whether_it_is_over_and_all_others_are_told_at_once() throws SQLException {
        CircuitBreaker.noteIn(
                new IllegalStateException(new SQLException("no connection", "08001", new ConnectException())));

        try (CircuitBreaker.Pass asking = CircuitBreaker.pass()) {
            assertThat(asking.asking()).isTrue();
            SQLException refused = catchThrowableOfType(SQLException.class, CircuitBreaker::pass);
            assertThat(DatabaseErrors.isUnavailable(refused)).isTrue();
        }
        try (CircuitBreaker.Pass next = CircuitBreaker.pass()) {
            next.answered();
            assertThat(CircuitBreaker.pass().asking()).as("it is over").isFalse();
        }
    }

    @Test
    void a_database_that_says_what_is_wrong_is_not_away() {
        CircuitBreaker.noteIn(new SQLException("canceling statement due to lock timeout", "55P03"));
        CircuitBreaker.noteIn(new SQLException("This connection has been closed.", "08003"));
        CircuitBreaker.noteIn(new SQLException("no answer in time", "08006", new SocketTimeoutException()));

        assertThatCode(() -> {
                    CircuitBreaker.pass();
                    assertThat(CircuitBreaker.pass().asking()).isFalse();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_login_that_a_deadline_cut_short_is_no_outage_but_a_full_one_is() throws SQLException {
        ReconnectingConnection.Source timedOut = () -> {
            throw new SQLException("Connection attempt timed out.", "08001");
        };

        assertThatThrownBy(() -> CircuitBreaker.seenBy(timedOut, 300)).isInstanceOf(SQLException.class);
        assertThat(CircuitBreaker.pass().asking()).isFalse();
        assertThatThrownBy(() -> CircuitBreaker.seenBy(timedOut, 2_900)).isInstanceOf(SQLException.class);
        try (CircuitBreaker.Pass pass = CircuitBreaker.pass()) {
            assertThat(pass.asking()).isTrue();
        }
    }
}
