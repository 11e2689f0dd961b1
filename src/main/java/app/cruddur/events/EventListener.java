package app.cruddur.events;

import app.cruddur.expiry.ExpiryWatcher;
import app.cruddur.observability.Metrics;
import app.cruddur.observability.SlowQueries;
import app.cruddur.persistence.CruddurDataSource;
import app.cruddur.persistence.WalTimeline;
import app.cruddur.persistence.resilience.ConnectionGeneration;
import app.cruddur.persistence.resilience.DatabaseErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Receives the changes that any node published and sends them to this node's streams, and sends an event for each crud at the moment when it
 * expires. It waits for PostgreSQL's notifications on a dedicated connection. After a lost connection it reads the missed events from the log.
 */
@ApplicationScoped
public class EventListener implements Runnable {

    private static final Logger LOG = Logger.getLogger(EventListener.class.getName());

    /** Longest wait without a notification: cruds inserted by other SQL clients may expire before the time that the last query returned. */
    private static final Duration MAX_WAIT = Duration.ofMillis(500);
    /** Shortest wait, however many cruds expire. */
    private static final Duration MIN_WAIT = Duration.ofMillis(20);

    private static final Duration RETRY_DELAY = Duration.ofMillis(500);
    /** The feed cache is used only if the log was read within this time. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(1);

    /** SQLSTATE connection_failure. */
    private static final String CONNECTION_FAILURE = "08006";

    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(15);
    /**
     * Delay of the second part of a heartbeat, which is one comment in two writes. The first write to a connection that the reader has closed
     * succeeds; the response to it makes the second write fail, which releases the stream's permit.
     */
    private static final Duration SECOND_WRITE_DELAY = Duration.ofSeconds(1);

    private static final byte[] COMMENT_START = ":\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] COMMENT_END = "\n".getBytes(StandardCharsets.UTF_8);
    /** Interval at which the wait for notifications checks for streams in the backlog. */
    private static final int BACKLOG_CHECK_MILLIS = 20;

    @Inject
    private StreamRegistry streams;

    @Inject
    private Backlog backlog;

    @Inject
    private Event<ChangesReceived> changesReceived;

    private final ExpiryWatcher expiryWatcher = new ExpiryWatcher();
    private volatile Connection connection;
    /** The {@link ConnectionGeneration} in which the connection was opened. */
    private long generation;

    /** The {@link WalTimeline} of the primary; empty where PostgreSQL does not report it. */
    private String timeline;
    /** The id of the last event that this node published; 0 if none since this connection was opened. */
    private volatile long expectedId;

    private volatile boolean stopped;
    /** Whether the log was read since the connection was opened. */
    private volatile boolean logRead;
    /** When the log was last read, in {@link System#nanoTime}. */
    private volatile long logReadAt;

    private long lastHeartbeatAt = System.nanoTime();
    private boolean secondWritePending;

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
        logReadAt = System.nanoTime();
        Metrics.LISTENER_SILENCE.setElapsedSince(() -> logReadAt);
        connect();
        timeline = readTimeline();
        streams.send(List.of(), EventLog.last(connection));
    }

    /** Whether the log was read on the current connection within the last second. The feed cache depends on it. */
    public boolean isListening() {
        return logRead && System.nanoTime() - logReadAt < MAX_SILENCE.toNanos();
    }

    /** The id of the last event that was received. */
    long position() {
        return streams.position();
    }

    /**
     * Records an event that this node has published. The next read of the log contains it, unless publisher and listener are connected to
     * different servers.
     *
     * @param before the {@link #position} before it was published; the id is greater if both are connected to the same server
     */
    void expect(long id, long before) {
        expectedId = id > before ? id : Long.MAX_VALUE;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                if (generation != ConnectionGeneration.current()) {
                    disconnect();
                }
                if (connection == null) {
                    reconnect();
                }
                awaitNotification(readChanges());
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
            sendHeartbeat();
        }
    }

    /** Waits for a notification, a stream in the backlog or the end of the given time. */
    private void awaitNotification(Duration wait) throws SQLException {
        PGConnection pgConnection = connection.unwrap(PGConnection.class);
        long start = System.nanoTime();
        long left = wait.toMillis();
        PGNotification[] notifications;
        do {
            notifications = pgConnection.getNotifications((int) Math.max(1, Math.min(left, BACKLOG_CHECK_MILLIS)));
            left = wait.minusNanos(System.nanoTime() - start).toMillis();
        } while (left > 0 && backlog.isEmpty() && (notifications == null || notifications.length == 0));
    }

    /** Makes {@link #run} return, also from a statement in progress, by aborting the connection. */
    public void stop() {
        stopped = true;
        disconnect();
    }

    private void connect() throws SQLException {
        generation = ConnectionGeneration.current();
        expectedId = 0;
        connection = CruddurDataSource.forEvents().dedicated("cruddur-listener");
        try (Statement statement = connection.createStatement()) {
            // The same few statements run many times a second; planning them each time took ten times as long as
            // running them.
            statement.execute("SET plan_cache_mode = force_generic_plan; LISTEN " + EventLog.CHANNEL);
        }
    }

    /**
     * Connects again; {@link #readChanges} then reads the missed events. If the log no longer holds them, or belongs to another primary, all
     * streams are closed instead.
     */
    private void reconnect() throws SQLException {
        try {
            connect();
        } catch (SQLException e) {
            sleepBeforeRetry();
            throw e;
        }
        Metrics.LISTENER_RECONNECTS.inc();
        // Cached pages may have changed while the listener was disconnected.
        changesReceived.fire(new ChangesReceived());
        long last = EventLog.last(connection);
        String before = timeline;
        timeline = readTimeline();
        // A promoted standby may have lacked the end of the log and given the same ids to other events.
        if (!timeline.equals(before)
                || streams.position() < EventLog.earliest(connection)
                || streams.position() > last) {
            streams.resetTo(last);
        }
        if (!timeline.equals(before)) {
            // Behind a proxy, other connections may still lead to the former primary.
            ConnectionGeneration.advance("the listener is connected to another primary");
            generation = ConnectionGeneration.current();
        }
    }

    /** Reads the timeline of the primary; empty, and thus never different, where PostgreSQL does not report it. */
    private String readTimeline() {
        try {
            return WalTimeline.of(connection).map(WalTimeline::toString).orElse("");
        } catch (SQLException e) {
            LOG.fine(() -> "PostgreSQL does not report its timeline: " + e.getMessage());
            return "";
        }
    }

    /**
     * Reads new events and expired cruds, and sends them to the streams.
     *
     * @return how long to wait for a notification before the next call
     */
    private Duration readChanges() throws SQLException {
        long start = System.nanoTime();
        long before = streams.position();
        long published = expectedId;
        boolean hasStreams = !streams.isEmpty();
        EventLog.Segment changes = EventLog.after(connection, before, hasStreams);
        ExpiryWatcher.Look expiries = expiryWatcher.findExpired(connection);
        if (changes.last() > before || !expiries.expired().isEmpty()) {
            // Before the streams: a reader that receives an event may request the feed at once.
            changesReceived.fire(new ChangesReceived());
        }
        if (changes.last() == before && published > before) {
            ConnectionGeneration.advance("publisher and listener are connected to different servers");
            sleepBeforeRetry();
            throw new SQLException("it does not receive what this node publishes", CONNECTION_FAILURE);
        }
        streams.send(changes.events(), changes.last());
        if (!hasStreams && !streams.isEmpty()) {
            // A stream was opened since; its position may already include these events, which were read without cruds.
            streams.send(EventLog.after(connection, before, true).events(), changes.last());
        }
        streams.send(
                expiries.expired().stream()
                        .map(uuid -> StreamEvent.removed(changes.last(), "expire", uuid))
                        .toList(),
                changes.last());
        backlog.send(connection);
        logReadAt = System.nanoTime();
        logRead = true;
        SlowQueries.took("listen", logReadAt - start);
        if (changes.last() > before) {
            Metrics.EVENT_LAG.observe(changes.ageSeconds());
        }
        if (changes.last() > before || !backlog.isEmpty()) {
            // There may be more to read.
            return Duration.ofMillis(1);
        }
        Duration next = expiries.untilNext().compareTo(MAX_WAIT) < 0 ? expiries.untilNext() : MAX_WAIT;
        return next.compareTo(MIN_WAIT) > 0 ? next : MIN_WAIT;
    }

    private void sendHeartbeat() {
        long since = System.nanoTime() - lastHeartbeatAt;
        if (since >= HEARTBEAT_INTERVAL.toNanos()) {
            lastHeartbeatAt = System.nanoTime();
            secondWritePending = true;
            streams.send(COMMENT_START);
            backlog.sendHeartbeat();
        } else if (secondWritePending && since >= SECOND_WRITE_DELAY.toNanos()) {
            secondWritePending = false;
            streams.send(COMMENT_END);
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
        Connection last = connection;
        connection = null;
        if (last != null) {
            try {
                last.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.fine(() -> "Not closed cleanly: " + e.getMessage());
            }
        }
    }
}
