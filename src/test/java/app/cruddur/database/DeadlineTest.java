package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A clock is closed, not read.
class DeadlineTest {

    @BeforeEach
    void begin() {
        Deadline.begin();
    }

    @AfterEach
    void end() {
        Deadline.end();
    }

    @Test
    void only_time_spent_waiting_for_the_database_counts() throws InterruptedException {
        int before = Deadline.left(5_000);
        Thread.sleep(20);
        assertThat(Deadline.left(5_000)).isEqualTo(before).isEqualTo(4_000);

        try (Deadline.Clock clock = Deadline.startClock()) {
            Thread.sleep(20);
        }
        int after = Deadline.left(5_000);

        assertThat(after).isLessThan(before);
        Thread.sleep(20);
        assertThat(Deadline.left(5_000)).isEqualTo(after);
    }

    @Test
    void a_clock_within_a_clock_does_not_stop_it() throws InterruptedException {
        try (Deadline.Clock outer = Deadline.startClock()) {
            Deadline.startClock().close();
            int before = Deadline.left(5_000);
            Thread.sleep(20);

            assertThat(Deadline.left(5_000)).isLessThan(before);
        }
    }

    @Test
    void all_waits_together_end_after_four_seconds() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            assertThatCode(Deadline::check).doesNotThrowAnyException();
            try (Deadline.Clock clock = Deadline.startClock()) {
                Thread.sleep(2_010);
            }
        }

        assertThatThrownBy(Deadline::check).isInstanceOf(SQLTimeoutException.class);
    }

    @Test
    void work_outside_of_a_request_has_no_deadline() throws InterruptedException {
        Deadline.end();

        try (Deadline.Clock clock = Deadline.startClock()) {
            assertThat(Deadline.left(5_000)).isEqualTo(5_000);
        }
    }
}
