package app.cruddur.persistence.replica;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.persistence.ReplicationPosition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplicationLagTest {

    private static final long NOW = System.nanoTime();

    private final ReplicationLag log = new ReplicationLag(Duration.ofSeconds(1));

    @Test
    void a_standby_that_has_all_lacks_what_came_after_the_last_look() {
        log.add(position(10), ago(600));
        log.add(position(20), ago(100));

        assertThat(log.lag(position(20), NOW)).contains(Duration.ofMillis(100));
        assertThat(log.lag(position(25), NOW)).contains(Duration.ofMillis(100));
    }

    @Test
    void a_standby_that_is_behind_lacks_what_came_after_the_look_that_it_has_reached() {
        log.add(position(10), ago(600));
        log.add(position(20), ago(100));

        assertThat(log.lag(position(19), NOW)).contains(Duration.ofMillis(600));
    }

    @Test
    void a_standby_that_has_not_reached_where_the_primary_was_a_second_ago_is_too_far_behind() {
        log.add(position(10), ago(1100));
        log.add(position(20), ago(900));

        assertThat(log.lag(position(19), NOW)).isEmpty();
    }

    @Test
    void a_look_at_the_primary_after_the_reading_counts_too() {
        log.add(position(10), ago(-50));

        assertThat(log.lag(position(10), NOW)).contains(Duration.ZERO);
    }

    @Test
    void positions_of_two_histories_say_nothing_of_each_other() {
        log.add(new ReplicationPosition("cluster 2", 10), ago(100));

        assertThat(log.lag(new ReplicationPosition("cluster 1", 1000), NOW)).isEmpty();
    }

    @Test
    void nothing_is_known_when_nobody_has_looked_for_a_second() {
        assertThat(log.isKnown(NOW)).isFalse();

        log.add(position(10), ago(900));

        assertThat(log.isKnown(NOW)).isTrue();
        assertThat(log.isKnown(NOW + Duration.ofMillis(200).toNanos())).isFalse();
    }

    private static ReplicationPosition position(long lsn) {
        return new ReplicationPosition("cluster 1", lsn);
    }

    private static long ago(int millis) {
        return NOW - Duration.ofMillis(millis).toNanos();
    }
}
