package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageTest {

    @AfterEach
    void end() {
        Outage.ends();
    }

    @Test
    void one_asks_whether_it_is_over_and_all_others_are_told_at_once() throws SQLException {
        Outage.noteIn(new IllegalStateException(new SQLException("no connection", "08001", new ConnectException())));

        try (Outage.Pass asking = Outage.pass()) {
            assertThat(asking.asking()).isTrue();
            SQLException refused = catchThrowableOfType(SQLException.class, Outage::pass);
            assertThat(DatabaseErrors.isUnavailable(refused)).isTrue();
        }
        try (Outage.Pass next = Outage.pass()) {
            next.answered();
            assertThat(Outage.pass().asking()).as("it is over").isFalse();
        }
    }

    @Test
    void a_database_that_says_what_is_wrong_is_not_away() {
        Outage.noteIn(new SQLException("canceling statement due to lock timeout", "55P03"));
        Outage.noteIn(new SQLException("This connection has been closed.", "08003"));
        Outage.noteIn(new SQLException("no answer in time", "08006", new SocketTimeoutException()));

        assertThatCode(() -> {
                    Outage.pass();
                    assertThat(Outage.pass().asking()).isFalse();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_login_that_a_deadline_cut_short_is_no_outage_but_a_full_one_is() throws SQLException {
        LastingConnection.Source timedOut = () -> {
            throw new SQLException("Connection attempt timed out.", "08001");
        };

        assertThatThrownBy(() -> Outage.seenBy(timedOut, 300)).isInstanceOf(SQLException.class);
        assertThat(Outage.pass().asking()).isFalse();
        assertThatThrownBy(() -> Outage.seenBy(timedOut, 2_900)).isInstanceOf(SQLException.class);
        try (Outage.Pass pass = Outage.pass()) {
            assertThat(pass.asking()).isTrue();
        }
    }
}
