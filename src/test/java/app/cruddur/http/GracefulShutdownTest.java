package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GracefulShutdownTest {

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
