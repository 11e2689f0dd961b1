package app.cruddur.events;

import app.cruddur.expiry.ExpiryWatcher;
import app.cruddur.observability.Metrics;
import app.cruddur.observability.SlowQueryLog;
import app.cruddur.persistence.resilience.DatabaseErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Receives the changes that any node published and sends them to this node's streams, and sends an event for each crud at the moment when it
 * expires. It reads the log when PostgreSQL notifies it of new events, and after it has connected again, so it misses no event. Each
 * statement runs only when it is due: a node without work runs two a second.
 */
@ApplicationScoped
public class EventListener implements Runnable {

    private static final Logger LOG = Logger.getLogger(EventListener.class.getName());

    private static final Duration RETRY_DELAY = Duration.ofMillis(500);
    /** The feed cache is used only if PostgreSQL answered the listener within this time. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(1);

    @Inject
    private StreamRegistry streams;

    @Inject
    private Backlog backlog;

    @Inject
    private Event<ChangesReceived> changesReceived;

    private final ExpiryWatcher expiryWatcher = new ExpiryWatcher();
    private final ListenerConnection connection = new ListenerConnection();
    private final Heartbeat heartbeat = new Heartbeat();
    private volatile boolean stopped;
    /** Whether the log was read since the connection was opened. */
    private volatile boolean logRead;
    /** When PostgreSQL last answered, in {@link System#nanoTime}. */
    private volatile long answeredAt;
    /** Whether the log may contain events that were not read. */
    private boolean logReadDue = true;

    /** For CDI. */
    public EventListener() {}

    EventListener(StreamRegistry streams) {
        this.streams = streams;
    }

    /**
     * Connects for the first time and starts at the end of the log: all later events are received.
     *
     * @throws SQLException if the database is unreachable
     */
    public void start() throws SQLException {
        answeredAt = System.nanoTime();
        Metrics.LISTENER_SILENCE.setElapsedSince(() -> answeredAt);
        connection.open();
        connection.leadsToOtherPrimary();
        streams.send(List.of(), EventLog.last(connection.get()));
    }

    /** Whether the log was read on the current connection, and PostgreSQL answered on it within a second. The feed cache depends on it. */
    public boolean isListening() {
        return logRead && System.nanoTime() - answeredAt < MAX_SILENCE.toNanos();
    }

    /** The id of the last event that was received. */
    long position() {
        return streams.position();
    }

    /** Records an event that this node has published; see {@link ListenerConnection#expect}. */
    void expect(long id, long before) {
        connection.expect(id, before);
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                if (!connection.isUsable()) {
                    disconnect();
                    reconnect();
                }
                Duration wait = readChanges();
                if (connection.awaitNotification(wait, () -> !backlog.isEmpty())) {
                    logReadDue = true;
                }
            } catch (SQLException e) {
                disconnect();
                if (!stopped) {
                    Metrics.databaseError(DatabaseErrors.kind(e));
                    LOG.warning(() -> "The listener lost the database: " + e.getMessage());
                }
            } catch (RuntimeException e) {
                // Any other failure: the listener must continue, on a new connection.
                disconnect();
                if (!stopped) {
                    LOG.log(Level.SEVERE, "The listener failed and reconnects", e);
                    sleepBeforeRetry();
                }
            } catch (Error e) {
                // The connection may hold part of a response. BackgroundTask runs this method again, on a new
                // connection.
                disconnect();
                throw e;
            }
            heartbeat.sendIfDue(streams, backlog);
        }
    }

    /** Makes {@link #run} return, also from a statement in progress, by aborting the connection. */
    public void stop() {
        stopped = true;
        disconnect();
    }

    /**
     * Connects again; {@link #readChanges} then reads the missed events. If the log no longer holds them, or belongs to another primary, all
     * streams are closed instead.
     */
    private void reconnect() throws SQLException {
        logReadDue = true;
        try {
            connection.open();
        } catch (SQLException e) {
            sleepBeforeRetry();
            throw e;
        }
        Metrics.LISTENER_RECONNECTS.inc();
        // Cached pages may have changed while the listener was disconnected.
        changesReceived.fire(new ChangesReceived());
        long last = EventLog.last(connection.get());
        // A promoted standby may have lacked the end of the log and given the same ids to other events.
        if (connection.leadsToOtherPrimary()
                || streams.position() < EventLog.earliest(connection.get())
                || streams.position() > last) {
            streams.resetTo(last);
        }
    }

    /**
     * Reads what is due: new events, expired cruds, and what resuming streams have missed. Sends it to the streams.
     *
     * @return how long to wait for a notification before the next call
     */
    private Duration readChanges() throws SQLException {
        long start = System.nanoTime();
        if (logReadDue || connection.expectedId() > streams.position()) {
            readLog();
        }
        if (expiryWatcher.untilDue().isZero()) {
            findExpired();
        }
        backlog.send(connection.get());
        SlowQueryLog.took("listen", System.nanoTime() - start);
        return logReadDue || !backlog.isEmpty() ? Duration.ofMillis(1) : expiryWatcher.untilDue();
    }

    private void readLog() throws SQLException {
        long before = streams.position();
        long published = connection.expectedId();
        boolean hasStreams = !streams.isEmpty();
        EventLog.Segment changes = EventLog.after(connection.get(), before, hasStreams);
        answeredAt = System.nanoTime();
        if (changes.last() > before) {
            // Before the streams: a reader that receives an event may request the feed at once.
            changesReceived.fire(new ChangesReceived());
            Metrics.EVENT_LAG.observe(changes.ageSeconds());
        } else if (published > before) {
            SQLException failure = connection.leadsToOtherServerThanPublisher();
            sleepBeforeRetry();
            throw failure;
        }
        streams.send(changes.events(), changes.last());
        if (!hasStreams && !streams.isEmpty()) {
            // A stream was opened since; its position may already include these events, which were read without cruds.
            streams.send(EventLog.after(connection.get(), before, true).events(), changes.last());
        }
        logReadDue = changes.mayHaveMore();
        logRead = true;
    }

    private void findExpired() throws SQLException {
        List<UUID> expired = expiryWatcher.findExpired(connection.get());
        answeredAt = System.nanoTime();
        if (!expired.isEmpty()) {
            changesReceived.fire(new ChangesReceived());
            long position = streams.position();
            streams.send(
                    expired.stream()
                            .map(uuid -> StreamEvent.removed(position, "expire", uuid))
                            .toList(),
                    position);
        }
    }

    private void sleepBeforeRetry() {
        try {
            Thread.sleep(RETRY_DELAY.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void disconnect() {
        logRead = false;
        connection.close();
    }
}
