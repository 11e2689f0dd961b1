package app.cruddur.persistence;

import app.cruddur.persistence.resilience.DatabaseErrors;
import app.cruddur.persistence.resilience.DatabaseTimeouts;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;

/**
 * Compares the timelines of all hosts in {@code CONNECTION_URL} once a second, with one connection and one thread per host. A promotion
 * begins a new timeline, so of two hosts that both accept writes the one with the lower timeline is a former primary ({@link
 * FormerPrimaries}). No thread is started if the URL has one host, or specifies another server type than the primary.
 */
@ApplicationScoped
public class PrimaryMonitor {

    private static final Logger LOG = Logger.getLogger(PrimaryMonitor.class.getName());

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @Resource
    private ManagedThreadFactory threads;

    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopped;

    /** Checks each host once, so that this node does not start on a former primary; then continues in the background. */
    public void start() {
        for (HostCheck check : checks(ConnectionUrl.fromEnvironment())) {
            check.run();
            running.add(threads.newThread(() -> repeat(check)));
        }
        running.forEach(Thread::start);
    }

    /** Stops the threads. */
    public void stop() {
        stopped = true;
        running.forEach(Thread::interrupt);
    }

    static List<HostCheck> checks(ConnectionUrl url) {
        if (url.hosts().size() == 1 || !"primary".equals(url.parameters().get("targetServerType"))) {
            return List.of();
        }
        return url.hosts().stream().map(host -> new HostCheck(url, host)).toList();
    }

    private void repeat(HostCheck check) {
        try {
            while (!stopped) {
                Thread.sleep(INTERVAL.toMillis());
                check.run();
            }
        } catch (InterruptedException e) {
            LOG.fine("Stopped");
        } finally {
            check.close();
        }
    }

    /** Reads the role and the timeline of one host. */
    static final class HostCheck implements Runnable, AutoCloseable {

        private final ConnectionUrl.Host host;
        private final CruddurDataSource source;
        private Connection connection;
        private boolean hasWarned;

        private HostCheck(ConnectionUrl url, ConnectionUrl.Host host) {
            this.host = host;
            source = new CruddurDataSource(url.withHost(host), DatabaseTimeouts.MONITOR);
            source.setApplicationName("cruddur-monitor");
        }

        @Override
        public void run() {
            try {
                if (connection == null) {
                    connection = source.connect();
                }
                FormerPrimaries.update(host, WalTimeline.of(connection));
            } catch (SQLException e) {
                close();
                // No warning for a host that is down: the connections of requests detect that.
                if (!hasWarned && !DatabaseErrors.isUnavailable(e)) {
                    hasWarned = true;
                    LOG.warning(
                            () -> "The timeline of " + host + " cannot be read, so a former primary there would not be"
                                    + " detected: " + e.getMessage());
                }
            }
        }

        @Override
        public void close() {
            if (connection != null) {
                try {
                    connection.abort(Runnable::run);
                } catch (SQLException e) {
                    LOG.fine(() -> "Not closed cleanly: " + e.getMessage());
                }
                connection = null;
            }
        }
    }
}
