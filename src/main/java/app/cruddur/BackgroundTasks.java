package app.cruddur;

import app.cruddur.events.EventListener;
import app.cruddur.events.EventPublisher;
import app.cruddur.events.StreamRegistry;
import app.cruddur.expiry.PurgeTask;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The background tasks, one thread each, from deployment to undeployment: event publisher, event listener and purge. */
@ApplicationScoped
public class BackgroundTasks {

    /** Limit for stopping all tasks together: a server that stops has little time. */
    private static final long STOP_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(3);

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private EventPublisher publisher;

    @Inject
    private EventListener listener;

    @Inject
    private PurgeTask purgeTask;

    @Inject
    private StreamRegistry streams;

    private List<BackgroundTask> tasks = List.of();

    /** @throws IllegalStateException if the database is unreachable */
    public void start() {
        try {
            listener.start();
        } catch (SQLException e) {
            throw new IllegalStateException("The event listener cannot start: " + e.getMessage(), e);
        }
        tasks = List.of(
                new BackgroundTask("publisher", publisher::run, publisher::stop),
                new BackgroundTask("listener", listener::run, listener::stop),
                new BackgroundTask("purge", purgeTask::run, purgeTask::stop));
        tasks.forEach(task -> task.start(threads));
    }

    /** The name of a task that is not running although it was started. */
    public Optional<String> failedTask() {
        return tasks.stream()
                .filter(task -> !task.isRunning())
                .map(BackgroundTask::name)
                .findFirst();
    }

    /** Closes all event streams and rejects new ones. The clients reconnect automatically, to another node if there is one. */
    public void endStreams() {
        streams.close();
    }

    /** Stops the tasks, which closes their connections, and closes all event streams. */
    public void stop() {
        tasks.forEach(BackgroundTask::stop);
        streams.close();
        long start = System.nanoTime();
        for (BackgroundTask task : tasks) {
            try {
                task.join(TimeUnit.NANOSECONDS.toMillis(STOP_TIMEOUT_NANOS - (System.nanoTime() - start)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
