package app.cruddur.live;

import app.cruddur.operations.Metrics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs a task on a thread of its own until it is stopped. When the task ends before, by an {@link Error} for example, it is started again
 * after a pause, which doubles while the task fails soon after each start.
 */
final class BackgroundTask {

    private static final Logger LOG = Logger.getLogger(BackgroundTask.class.getName());

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A task that ran for so long has recovered: its next pause is the first one again. */
    private static final Duration RECOVERED = Duration.ofMinutes(1);

    private final String name;
    private final Runnable body;
    private final Runnable stopBody;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running = true;
    private Thread thread;

    /**
     * @param name as in the metrics and the health check
     * @param stopBody has the body return
     */
    BackgroundTask(String name, Runnable body, Runnable stopBody) {
        this.name = name;
        this.body = body;
        this.stopBody = stopBody;
    }

    String name() {
        return name;
    }

    void start(ThreadFactory threads) {
        thread = threads.newThread(this::run);
        thread.start();
    }

    /** Whether the task is being executed: not while it pauses after a failure, nor once its thread has ended. */
    boolean isRunning() {
        return running && thread.isAlive();
    }

    void stop() {
        stopped.countDown();
        stopBody.run();
    }

    /** Waits for the thread to end, so many milliseconds at most. */
    void join(long millis) throws InterruptedException {
        // Zero would be for ever.
        thread.join(Math.max(1, millis));
    }

    private void run() {
        Thread.currentThread().setName("cruddur-" + name);
        Duration pause = FIRST_PAUSE;
        while (!isStopped(Duration.ZERO)) {
            long start = System.nanoTime();
            Throwable failure = runOnce();
            if (isStopped(Duration.ZERO)) {
                return;
            }
            if (System.nanoTime() - start > RECOVERED.toNanos()) {
                pause = FIRST_PAUSE;
            }
            report(failure, pause);
            isStopped(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** @return what ended it; null when it just returned */
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

    private void report(Throwable failure, Duration pause) {
        try {
            Metrics.TASK_RUNNING.labelValues(name).set(0);
            Metrics.TASK_RESTARTS.labelValues(name).inc();
            LOG.log(
                    Level.SEVERE,
                    failure,
                    () -> "The " + name + " ended and is restarted in " + pause.toSeconds() + " s");
        } catch (Throwable e) {
            // Memory may still be short. The restart matters more than the report.
        }
    }

    private boolean isStopped(Duration wait) {
        try {
            return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // A container interrupts its threads when it undeploys; stop() comes then too.
            return stopped.getCount() == 0;
        }
    }
}
