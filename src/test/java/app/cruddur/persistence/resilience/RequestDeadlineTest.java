package app.cruddur.persistence.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The clock is used only for its close().
class RequestDeadlineTest {

    @BeforeEach
    void begin() {
        RequestDeadline.begin();
    }

    @AfterEach
    void end() {
        RequestDeadline.end();
    }

    @Test
    void only_time_spent_waiting_for_the_database_counts() throws InterruptedException {
        int before = RequestDeadline.left(5_000);
        Thread.sleep(20);
        assertThat(RequestDeadline.left(5_000)).isEqualTo(before).isEqualTo(4_000);

        try (RequestDeadline.Clock clock = RequestDeadline.startClock()) {
            Thread.sleep(20);
        }
        int after = RequestDeadline.left(5_000);

        assertThat(after).isLessThan(before);
        Thread.sleep(20);
        assertThat(RequestDeadline.left(5_000)).isEqualTo(after);
    }

    @Test
    void a_clock_within_a_clock_does_not_stop_it() throws InterruptedException {
        try (RequestDeadline.Clock outer = RequestDeadline.startClock()) {
            RequestDeadline.startClock().close();
            int before = RequestDeadline.left(5_000);
            Thread.sleep(20);

            assertThat(RequestDeadline.left(5_000)).isLessThan(before);
        }
    }

    @Test
    void all_waits_together_end_after_four_seconds() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            assertThatCode(RequestDeadline::check).doesNotThrowAnyException();
            try (RequestDeadline.Clock clock = RequestDeadline.startClock()) {
                Thread.sleep(2_010);
            }
        }

        assertThatThrownBy(RequestDeadline::check).isInstanceOf(SQLTimeoutException.class);
    }

    @Test
    void work_outside_of_a_request_has_no_deadline() throws InterruptedException {
        RequestDeadline.end();

        try (RequestDeadline.Clock clock = RequestDeadline.startClock()) {
            assertThat(RequestDeadline.left(5_000)).isEqualTo(5_000);
        }
    }
}
