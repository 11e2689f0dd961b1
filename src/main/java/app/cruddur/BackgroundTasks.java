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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The room's threads: one that tells, one that listens, one that purges; from deployment to undeployment. */
@ApplicationScoped
public class BackgroundTasks {

    /** For all of them together: a server that stops has little time. */
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(3);

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private EventPublisher telling;

    @Inject
    private EventListener listener;

    @Inject
    private PurgeTask purge;

    @Inject
    private StreamRegistry streams;

    private List<Thread> running = List.of();

    /** @throws IllegalStateException when the database is not there */
    public void start() {
        try {
            listener.start();
        } catch (SQLException e) {
            throw new IllegalStateException("Nothing can be heard: " + e.getMessage(), e);
        }
        running = Stream.<Runnable>of(telling::run, listener::run, purge::run)
                .map(threads::newThread)
                .toList();
        running.forEach(Thread::start);
    }

    /** Ends all streams, and lets none begin: their readers come back by themselves, to another node if there is one. */
    public void endStreams() {
        streams.close();
    }

    /** Ends the threads, their connections and all streams. */
    public void stop() {
        telling.stop();
        listener.stop();
        purge.stop();
        streams.close();
        long start = System.nanoTime();
        for (Thread thread : running) {
            try {
                long left = STOP_NANOS - (System.nanoTime() - start);
                // Zero would be for ever.
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
