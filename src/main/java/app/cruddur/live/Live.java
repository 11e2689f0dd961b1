package app.cruddur.live;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The room's threads: one that tells, one that listens, one that purges; from deployment to undeployment. */
@ApplicationScoped
public class Live {

    /** For all of them together: a server that stops has little time. */
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(3);

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Telling telling;

    @Inject
    private Listener listener;

    @Inject
    private Purge purge;

    @Inject
    private Streams streams;

    private List<BackgroundTask> tasks = List.of();

    /** @throws IllegalStateException when the database is not there */
    public void start() {
        try {
            listener.start();
        } catch (SQLException e) {
            throw new IllegalStateException("Nothing can be heard: " + e.getMessage(), e);
        }
        tasks = List.of(
                new BackgroundTask("publisher", telling::run, telling::stop),
                new BackgroundTask("listener", listener::run, listener::stop),
                new BackgroundTask("purge", purge::run, purge::stop));
        tasks.forEach(task -> task.start(threads));
    }

    /** The name of a task that should be running and is not. */
    public Optional<String> failedTask() {
        return tasks.stream()
                .filter(task -> !task.isRunning())
                .map(BackgroundTask::name)
                .findFirst();
    }

    /** Ends all streams, and lets none begin: their readers come back by themselves, to another node if there is one. */
    public void endStreams() {
        streams.close();
    }

    /** Ends the threads, their connections and all streams. */
    public void stop() {
        tasks.forEach(BackgroundTask::stop);
        streams.close();
        long start = System.nanoTime();
        for (BackgroundTask task : tasks) {
            try {
                task.join(TimeUnit.NANOSECONDS.toMillis(STOP_NANOS - (System.nanoTime() - start)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
