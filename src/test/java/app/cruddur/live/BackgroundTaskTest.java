package app.cruddur.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.cruddur.operations.Metrics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {

    private final AtomicInteger starts = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch repaired = new CountDownLatch(1);
    private final BackgroundTask task = new BackgroundTask("purge", this::failAtFirst, end::countDown);

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void a_task_that_an_error_ended_is_started_again() {
        double before = Metrics.TASK_RESTARTS.labelValues("purge").get();
        repaired.countDown();

        task.start(Thread::new);

        await().until(() -> starts.get() == 2 && task.isRunning());
        assertThat(Metrics.TASK_RESTARTS.labelValues("purge").get()).isEqualTo(before + 1);
        assertThat(Metrics.TASK_RUNNING.labelValues("purge").get()).isEqualTo(1);
    }

    @Test
    void a_task_that_fails_again_and_again_is_not_running_between_its_starts() {
        task.start(Thread::new);

        await().until(() -> !task.isRunning());
        assertThat(Metrics.TASK_RUNNING.labelValues("purge").get()).isZero();
        await().until(() -> starts.get() >= 2);
    }

    @Test
    void a_task_that_is_stopped_while_it_pauses_ends_its_thread() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        task.start(run -> {
            thread.set(new Thread(run));
            return thread.get();
        });
        await().until(() -> !task.isRunning());

        task.stop();

        await().until(() -> !thread.get().isAlive());
    }

    private void failAtFirst() {
        if (starts.incrementAndGet() == 1 || repaired.getCount() > 0) {
            throw new OutOfMemoryError("for this test");
        }
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
