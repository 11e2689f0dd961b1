package app.cruddur.events;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Sends resuming streams the events that they missed, in portions of the event log: each portion when the reader has taken the previous one. A
 * stream whose position is no longer in the log restarts with the newest cruds instead. A stream thus holds at most one small portion, however
 * much its reader missed and however slowly it reads.
 */
@ApplicationScoped
public class Backlog {

    /** Portions read per cycle of the listener, so that resuming streams do not delay those that are up to date. */
    private static final int MAX_PORTIONS_PER_CYCLE = 8;
    /** Streams that restart within this time share the same bytes, then read the log from the position of these bytes. */
    private static final Duration RESTART_SHARED_FOR = Duration.ofSeconds(10);

    /** Instead of a position: the stream restarts with the newest cruds. */
    private static final long RESTART = -1;

    @Inject
    private StreamRegistry streams;

    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private Portion newest;
    private long newestReadAt;

    private record Waiting(EventStream stream, long after) {}

    /** @param last the id in the event log up to which a reader is up to date after these bytes */
    private record Portion(byte[] bytes, long last) {}

    /** Queues a stream for the events after an id. */
    void add(EventStream stream, long after) {
        waiting.add(new Waiting(stream, after));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Sends a comment to the streams that still wait for their next portion. */
    void sendHeartbeat() {
        waiting.forEach(next -> next.stream().probe());
    }

    /** Sends waiting streams their next portion; called by the listener's thread only. A stream stays queued if reading its portion fails. */
    void send(Connection connection) throws SQLException {
        waiting.removeIf(next -> next.stream().isCompleted());
        if (waiting.isEmpty()) {
            return;
        }
        long earliest = EventLog.earliest(connection);
        for (int i = 0; i < MAX_PORTIONS_PER_CYCLE && !waiting.isEmpty(); i++) {
            long start = startOf(waiting.peek(), earliest);
            Portion portion = start == RESTART ? readNewest(connection, earliest) : read(connection, start);
            for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
                Waiting next = all.next();
                if (startOf(next, earliest) == start) {
                    all.remove();
                    send(next.stream(), portion);
                }
            }
        }
    }

    /** @return the id after which to read the log, or {@link #RESTART} */
    private long startOf(Waiting next, long earliest) {
        return next.after() >= earliest && streams.isInLog(next.after()) ? next.after() : RESTART;
    }

    private void send(EventStream stream, Portion portion) {
        if (portion.last() >= streams.position()) {
            streams.follow(stream, portion.bytes());
        } else {
            stream.send(portion.bytes(), () -> add(stream, portion.last()));
        }
    }

    private Portion read(Connection connection, long after) throws SQLException {
        EventLog.Segment missed = EventLog.between(connection, after, streams.position());
        return new Portion(StreamEvent.encode(missed.events(), missed.last()), missed.last());
    }

    private Portion readNewest(Connection connection, long earliest) throws SQLException {
        long now = System.nanoTime();
        if (newest == null
                || now - newestReadAt > RESTART_SHARED_FOR.toNanos()
                || newest.last() < earliest
                || !streams.isInLog(newest.last())) {
            long position = streams.position();
            newest = new Portion(StreamEvent.encode(EventLog.newest(connection), position), position);
            newestReadAt = now;
        }
        return newest;
    }
}
