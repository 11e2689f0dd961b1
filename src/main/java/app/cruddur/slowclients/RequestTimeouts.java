package app.cruddur.slowclients;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Timer for the timeouts of slow clients; one managed thread per deployment. */
@ApplicationScoped
public class RequestTimeouts {

    private static final Logger LOG = Logger.getLogger(RequestTimeouts.class.getName());

    @Resource
    private ManagedThreadFactory threads;

    private ScheduledThreadPoolExecutor timer;

    @PostConstruct
    void start() {
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Runs the task once after a delay, unless the returned future is cancelled first. */
    public Future<?> after(Duration delay, Runnable task) {
        return timer.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs the task periodically; a run that fails is logged and does not stop the next one. */
    public Future<?> every(Duration period, Runnable task) {
        return timer.scheduleWithFixedDelay(
                () -> run(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // The executor would cancel a periodic task that throws.
            LOG.log(Level.SEVERE, "Timeout task failed", e);
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
