package app.cruddur.http;

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

/** Timer for clients that send or read too slowly, on one thread of this deployment. */
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

    /** Runs the task after that time, unless the result is cancelled before. */
    public Future<?> after(Duration time, Runnable task) {
        return timer.schedule(() -> run(task), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs the task again and again, also after it failed. */
    public Future<?> every(Duration period, Runnable task) {
        return timer.scheduleWithFixedDelay(
                () -> run(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // The executor would never run a periodic task again.
            LOG.log(Level.SEVERE, "a request's time-out failed", e);
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
