package app.cruddur;

import app.cruddur.observability.Metrics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs a task on a dedicated thread until {@link #stop}. A task that ends earlier, for example with an {@link Error}, is restarted after a
 * delay, which doubles while the task keeps failing soon after each start.
 */
final class BackgroundTask {

    private static final Logger LOG = Logger.getLogger(BackgroundTask.class.getName());

    private static final Duration MIN_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(30);
    /** A task that has run for longer counts as recovered: its next failure starts with the shortest delay again. */
    private static final Duration RECOVERED_AFTER = Duration.ofMinutes(1);

    private final String name;
    private final Runnable body;
    private final Runnable stopBody;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running = true;
    private Thread thread;

    /**
     * @param name the task's name in the metrics, the health check and the log
     * @param stopBody makes {@code body} return
     */
    BackgroundTask(String name, Runnable body, Runnable stopBody) {
        this.name = name;
        this.body = body;
        this.stopBody = stopBody;
    }

    String name() {
        return name;
    }

    void start(ThreadFactory threadFactory) {
        thread = threadFactory.newThread(this::run);
        thread.start();
    }

    /** Whether the task is executing: false during a restart delay and after its thread has ended. */
    boolean isRunning() {
        return running && thread.isAlive();
    }

    void stop() {
        stopped.countDown();
        stopBody.run();
    }

    /** Waits until the thread has ended, at most the given number of milliseconds. */
    void join(long millis) throws InterruptedException {
        // Thread.join(0) waits without a limit.
        thread.join(Math.max(1, millis));
    }

    private void run() {
        Thread.currentThread().setName("cruddur-" + name);
        Duration delay = MIN_DELAY;
        while (stopped.getCount() > 0) {
            try {
                delay = runAndWait(delay);
            } catch (Throwable e) {
                // An Error can occur anywhere, also between two runs: the task must be restarted in any case.
                running = false;
            }
        }
    }

    /** @return the delay after the next run */
    private Duration runAndWait(Duration delay) {
        long start = System.nanoTime();
        Throwable failure = runOnce();
        if (isStoppedWithin(Duration.ZERO)) {
            return delay;
        }
        Duration wait = System.nanoTime() - start > RECOVERED_AFTER.toNanos() ? MIN_DELAY : delay;
        report(failure, wait);
        isStoppedWithin(wait);
        return wait.multipliedBy(2).compareTo(MAX_DELAY) < 0 ? wait.multipliedBy(2) : MAX_DELAY;
    }

    /** @return what the task threw; null if it returned normally */
    private Throwable runOnce() {
        running = true;
        try {
            Metrics.TASK_RUNNING.labelValues(name).set(1);
            body.run();
            return null;
        } catch (Throwable e) {
            return e;
        } finally {
            running = false;
        }
    }

    private void report(Throwable failure, Duration delay) {
        try {
            Metrics.TASK_RUNNING.labelValues(name).set(0);
            Metrics.TASK_RESTARTS.labelValues(name).inc();
            LOG.log(
                    Level.SEVERE,
                    failure,
                    () -> "The " + name + " ended and is restarted in " + delay.toSeconds() + " s");
        } catch (Throwable e) {
            // Logging may fail too, for example if memory is still short. The task must be restarted in any case.
        }
    }

    private boolean isStoppedWithin(Duration wait) {
        try {
            return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // A container interrupts its threads when it undeploys the application, and calls stop() as well.
            return stopped.getCount() == 0;
        }
    }
}
