package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
        Outage.noteIn(new IllegalStateException(new SQLException("no answer", "08006", new SocketTimeoutException())));

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

        assertThatCode(() -> {
                    Outage.pass();
                    assertThat(Outage.pass().asking()).isFalse();
                })
                .doesNotThrowAnyException();
    }
}
