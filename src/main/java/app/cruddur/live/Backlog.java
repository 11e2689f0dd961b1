package app.cruddur.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Sends resuming streams what they missed: one portion of the event log, and the next one when the reader has taken it. A stream whose
 * position is not in the log any more restarts with the newest cruds instead. So a stream holds one small portion at most, however much
 * its reader missed and however slowly it reads.
 */
@ApplicationScoped
public class Backlog {

    /** Portions that one turn of the listener reads: resuming streams do not hold up those that are up to date. */
    private static final int PORTIONS_AT_ONCE = 8;
    /** Streams that restart within this time share the same bytes, then read the log from there. */
    private static final Duration RESTART_SHARED = Duration.ofSeconds(10);

    private static final long RESTART = -1;

    @Inject
    private Streams streams;

    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private Portion restart;
    private long restartRead;

    private record Waiting(EventStream stream, long after) {}

    /** @param last the id in the event log up to which it goes */
    private record Portion(byte[] bytes, long last) {}

    /** Queues a stream for what happened after an id. */
    void add(EventStream stream, long after) {
        waiting.add(new Waiting(stream, after));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Sends a comment to the streams that still wait for their next portion. */
    void beat() {
        waiting.forEach(next -> next.stream().probe());
    }

    /** Sends each waiting stream its next portion; only the listener's thread does. A stream whose read fails goes on waiting. */
    void send(Connection connection) throws SQLException {
        waiting.removeIf(next -> next.stream().isOver());
        if (waiting.isEmpty()) {
            return;
        }
        long earliest = EventLog.earliest(connection);
        for (int i = 0; i < PORTIONS_AT_ONCE && !waiting.isEmpty(); i++) {
            long start = start(waiting.peek(), earliest);
            Portion portion = start == RESTART ? restart(connection, earliest) : read(connection, start);
            for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
                Waiting next = all.next();
                if (start(next, earliest) == start) {
                    all.remove();
                    send(next.stream(), portion);
                }
            }
        }
    }

    private long start(Waiting next, long earliest) {
        return next.after() >= earliest && streams.knows(next.after()) ? next.after() : RESTART;
    }

    private void send(EventStream stream, Portion portion) {
        if (portion.last() >= streams.position()) {
            streams.follow(stream, portion.bytes());
        } else {
            stream.send(portion.bytes(), () -> add(stream, portion.last()));
        }
    }

    private Portion read(Connection connection, long after) throws SQLException {
        EventLog.Stretch missed = EventLog.between(connection, after, streams.position());
        return new Portion(StreamEvent.bytes(missed.events(), missed.last()), missed.last());
    }

    private Portion restart(Connection connection, long earliest) throws SQLException {
        long now = System.nanoTime();
        if (restart == null
                || now - restartRead > RESTART_SHARED.toNanos()
                || restart.last() < earliest
                || !streams.knows(restart.last())) {
            long position = streams.position();
            restart = new Portion(StreamEvent.bytes(EventLog.newest(connection), position), position);
            restartRead = now;
        }
        return restart;
    }
}
