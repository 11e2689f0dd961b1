package app.cruddur.live;

import app.cruddur.database.ConnectionGeneration;
import app.cruddur.database.CruddurDataSource;
import app.cruddur.database.DatabaseErrors;
import app.cruddur.database.Standbys;
import app.cruddur.database.WalPosition;
import app.cruddur.operations.Metrics;
import app.cruddur.operations.SlowQueries;
import jakarta.enterprise.context.ApplicationScoped;
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
 * Hears, on a connection of its own, what any node told, and tells this node's streams; and of what ended, at its moment. What it misses
 * while its connection is down it reads in the log when it is back.
 */
@ApplicationScoped
public class Listener implements Runnable {

    private static final Logger LOG = Logger.getLogger(Listener.class.getName());

    /** Without notice: what SQL wrote past the server may end sooner than the look before knew. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    /** While standbys are compared with the primary. */
    private static final Duration LONGEST_WAIT_WITH_STANDBYS = Duration.ofMillis(250);
    /** However many end. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);

    private static final Duration RETRY = Duration.ofMillis(500);
    /** Without hearing from PostgreSQL. */
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    /** PostgreSQL's connection_failure. */
    private static final String CONNECTION_FAILURE = "08006";

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /**
     * A heartbeat is one comment in two writes. The first write to a connection that the reader has closed succeeds; the answer to it makes
     * the second one fail, and the stream's permit returns.
     */
    private static final Duration SECOND_WRITE = Duration.ofSeconds(1);

    private static final byte[] COMMENT = ":\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] COMMENT_END = "\n".getBytes(StandardCharsets.UTF_8);
    /** Between two looks at whether a stream waits for what it missed. */
    private static final int GLANCE_MILLIS = 20;

    @Inject
    private Streams streams;

    @Inject
    private Backlog backlog;

    @Inject
    private FeedCache feeds;

    @Inject
    private Standbys standbys;

    private final Endings endings = new Endings();
    private volatile Connection connection;
    /** Of {@link ConnectionGeneration}, when the connection was opened. */
    private long generation;

    private String history;
    /** The id of the last event that this node published on the publisher's connection; 0: none since this connection was opened. */
    private volatile long expected;

    private volatile boolean stopped;
    private volatile boolean heard;
    private volatile long heardAt;
    private long lastBeat = System.nanoTime();
    private boolean inBeat;

    /** Connects for the first time: from here on nothing is missed. */
    void start() throws SQLException {
        heardAt = System.nanoTime();
        Metrics.LISTENER_SILENCE.isSince(() -> heardAt);
        connect();
        history = history();
        streams.send(List.of(), EventLog.last(connection));
    }

    /** Whether all that other nodes told more than a second ago has been heard. */
    boolean isListening() {
        return heard && System.nanoTime() - heardAt < TRUSTED.toNanos();
    }

    /** The id of the last event that was received. */
    long position() {
        return streams.position();
    }

    /**
     * Notes an event that this node has published: the next read of the log contains it, unless publisher and listener are connected to
     * different servers.
     *
     * @param before the {@link #position} before it was published, which its id exceeds on the same server
     */
    void expect(long id, long before) {
        expected = id > before ? id : Long.MAX_VALUE;
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
                await(listen());
            } catch (SQLException e) {
                disconnect();
                if (!stopped) {
                    Metrics.databaseError(DatabaseErrors.kind(e));
                    LOG.warning(() -> "The listener lost the database: " + e.getMessage());
                }
            } catch (RuntimeException e) {
                // Whatever it was: nobody would listen any more.
                disconnect();
                if (!stopped) {
                    LOG.log(Level.SEVERE, "The listener begins anew", e);
                    pause();
                }
            } catch (Error e) {
                // The connection may hold half an answer. BackgroundTask runs this again, on a new one.
                disconnect();
                throw e;
            }
            beat();
        }
    }

    /** Until PostgreSQL notifies, a stream waits for what it missed, or the time is over. */
    private void await(Duration wait) throws SQLException {
        PGConnection notified = connection.unwrap(PGConnection.class);
        long start = System.nanoTime();
        long left = wait.toMillis();
        PGNotification[] notices;
        do {
            notices = notified.getNotifications((int) Math.max(1, Math.min(left, GLANCE_MILLIS)));
            left = wait.minusNanos(System.nanoTime() - start).toMillis();
        } while (left > 0 && backlog.isEmpty() && (notices == null || notices.length == 0));
    }

    /** Ends {@link #run}, wherever it is. */
    void stop() {
        stopped = true;
        disconnect();
    }

    private void connect() throws SQLException {
        generation = ConnectionGeneration.current();
        expected = 0;
        connection = CruddurDataSource.forNews().dedicated("cruddur-listener");
        try (Statement statement = connection.createStatement()) {
            // The same few statements many times a second: to plan them anew took ten times as long as to run them.
            statement.execute("SET plan_cache_mode = force_generic_plan; LISTEN " + EventLog.CHANNEL);
        }
    }

    /** What was missed, {@link #listen} reads; unless it is there no longer, or the database is another one. */
    private void reconnect() throws SQLException {
        try {
            connect();
        } catch (SQLException e) {
            pause();
            throw e;
        }
        Metrics.LISTENER_RECONNECTS.inc();
        // What was read before the gap may have changed in it.
        feeds.drop();
        long last = EventLog.last(connection);
        String before = history;
        history = history();
        // A promoted standby may have lacked the end of the log, and given the same ids to something else.
        if (!history.equals(before)
                || streams.position() < EventLog.earliest(connection)
                || streams.position() > last) {
            streams.beginAnew(last);
        }
        if (!history.equals(before)) {
            // Where a proxy leads there, others may still be open to the former primary.
            ConnectionGeneration.advance("the listener is connected to another primary");
            generation = ConnectionGeneration.current();
        }
    }

    /** Of which primary this is the log; where PostgreSQL cannot say, it is always the same. */
    private String history() {
        try {
            return WalPosition.of(connection).history();
        } catch (SQLException e) {
            LOG.fine(() -> "No history: " + e.getMessage());
            return "";
        }
    }

    /** @return how long there is nothing to do, if nobody notifies */
    private Duration listen() throws SQLException {
        if (standbys.areThere()) {
            standbys.follow(connection);
        }
        long start = System.nanoTime();
        long before = streams.position();
        long published = expected;
        boolean anybody = !streams.isEmpty();
        EventLog.Stretch told = EventLog.after(connection, before, anybody);
        Endings.Look look = endings.look(connection);
        if (told.last() > before || !look.ended().isEmpty()) {
            // First: whoever hears of it may read the feed at once.
            feeds.drop();
        }
        if (told.last() == before && published > before) {
            ConnectionGeneration.advance("publisher and listener are connected to different servers");
            pause();
            throw new SQLException("it does not receive what this node publishes", CONNECTION_FAILURE);
        }
        streams.send(told.events(), told.last());
        if (!anybody && !streams.isEmpty()) {
            // Somebody came meanwhile, and may believe to have heard it all.
            streams.send(EventLog.after(connection, before, true).events(), told.last());
        }
        streams.send(
                look.ended().stream()
                        .map(uuid -> StreamEvent.gone(told.last(), "expire", uuid))
                        .toList(),
                told.last());
        backlog.send(connection);
        heardAt = System.nanoTime();
        heard = true;
        SlowQueries.took("listen", heardAt - start);
        if (told.last() > before) {
            Metrics.NOTICE_LAG.observe(told.age());
        }
        if (told.last() > before || !backlog.isEmpty()) {
            // There may be more.
            return Duration.ofMillis(1);
        }
        Duration longest = standbys.areThere() ? LONGEST_WAIT_WITH_STANDBYS : LONGEST_WAIT;
        Duration next = look.next().compareTo(longest) < 0 ? look.next() : longest;
        return next.compareTo(SHORTEST_WAIT) > 0 ? next : SHORTEST_WAIT;
    }

    private void beat() {
        long since = System.nanoTime() - lastBeat;
        if (since >= HEARTBEAT.toNanos()) {
            lastBeat = System.nanoTime();
            inBeat = true;
            streams.send(COMMENT);
            backlog.beat();
        } else if (inBeat && since >= SECOND_WRITE.toNanos()) {
            inBeat = false;
            streams.send(COMMENT_END);
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void disconnect() {
        heard = false;
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
