package app.cruddur.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GracefulShutdownTest {

    @Test
    void shutdown_waits_for_running_requests_and_rejects_new_ones() throws Exception {
        GracefulShutdown shutdown = new GracefulShutdown();
        assertThat(shutdown.enter()).isTrue();

        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> awaitRequests(shutdown));
        while (shutdown.enter()) {
            shutdown.leave();
        }

        assertThat(done).isNotDone();
        shutdown.leave();
        done.get(5, TimeUnit.SECONDS);
    }

    @Test
    void shutdown_can_skip_the_delay_for_load_balancers() throws Exception {
        GracefulShutdown shutdown = new GracefulShutdown();
        shutdown.skipDelay();

        shutdown.begin(Duration.ofMinutes(5));

        assertThat(shutdown.hasBegun()).isTrue();
    }

    private static void awaitRequests(GracefulShutdown shutdown) {
        try {
            shutdown.rejectRequests(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
