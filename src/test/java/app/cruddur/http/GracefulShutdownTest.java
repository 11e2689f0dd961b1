package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GracefulShutdownTest {

    @Test
    void a_node_serves_on_for_five_seconds_unless_told() {
        assertThat(GracefulShutdown.delay(null)).isEqualTo(Duration.ofSeconds(5));
        assertThat(GracefulShutdown.delay(" ")).isEqualTo(Duration.ofSeconds(5));
        assertThat(GracefulShutdown.delay("0")).isEqualTo(Duration.ZERO);
        assertThat(GracefulShutdown.delay("300")).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "301", "1000", "soon", "1.5"})
    void a_delay_that_makes_no_sense_is_refused(String variable) {
        assertThatThrownBy(() -> GracefulShutdown.delay(variable)).hasMessageContaining("CRUDDUR_DRAIN_SECONDS");
    }

    @Test
    void what_was_begun_is_waited_for_and_nothing_new_is_begun() throws Exception {
        GracefulShutdown draining = new GracefulShutdown();
        assertThat(draining.enter()).isTrue();

        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> refuse(draining));
        while (draining.enter()) {
            draining.leave();
        }

        assertThat(done).isNotDone();
        draining.leave();
        done.get(5, TimeUnit.SECONDS);
    }

    @Test
    void whoever_is_in_a_hurry_waits_for_no_balancer() throws Exception {
        GracefulShutdown draining = new GracefulShutdown();
        draining.hurry();

        draining.announce(Duration.ofMinutes(5));

        assertThat(draining.isAnnounced()).isTrue();
    }

    private static void refuse(GracefulShutdown draining) {
        try {
            draining.refuse(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
