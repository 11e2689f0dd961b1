package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerPermitsTest {

    private final CallerPermits permits = new CallerPermits(2, 3);

    @Test
    void a_caller_has_no_more_than_its_share() {
        assertThat(permits.tryAcquire("one")).isTrue();
        assertThat(permits.tryAcquire("one")).isTrue();

        assertThat(permits.tryAcquire("one")).isFalse();
        assertThat(permits.tryAcquire("other")).isTrue();
        assertThat(permits.acquired()).isEqualTo(3);
    }

    @Test
    void all_callers_together_have_no_more_than_there_are() {
        permits.tryAcquire("one");
        permits.tryAcquire("other");
        permits.tryAcquire("third");

        assertThat(permits.tryAcquire("fourth")).isFalse();
    }

    @Test
    void a_released_permit_can_be_acquired_again() {
        permits.tryAcquire("one");
        permits.tryAcquire("one");
        permits.release("one");

        assertThat(permits.tryAcquire("one")).isTrue();
        permits.release("one");
        permits.release("one");
        assertThat(permits.acquired()).isZero();
    }
}
