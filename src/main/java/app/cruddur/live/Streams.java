package app.cruddur.live;

import app.cruddur.operations.Metrics;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The open streams of this node. */
@ApplicationScoped
public class Streams {

    private static final int DEFAULT_MOST = 2000;
    private static final int DEFAULT_MOST_PER_CALLER = 20;

    private final Semaphore room = new Semaphore(limit("CRUDDUR_MAX_STREAMS", DEFAULT_MOST, 0));
    private final int mostPerCaller = limit("CRUDDUR_MAX_STREAMS_PER_CALLER", DEFAULT_MOST_PER_CALLER, 1);
    /** The number of open streams of each caller that has any. */
    private final Map<String, Integer> callers = new ConcurrentHashMap<>();

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile Broadcast latest = Broadcast.first();
    private volatile long beginning = -1;
    private volatile boolean closed;

    private static int limit(String variable, int usual, int least) {
        return limit(variable, System.getenv(variable), usual, least);
    }

    static int limit(String variable, String value, int usual, int least) {
        if (value == null || value.isBlank()) {
            return usual;
        }
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < least) {
            throw new IllegalArgumentException(variable + " is not a number from " + least + " to 999999");
        }
        return Integer.parseInt(value);
    }

    @PostConstruct
    void count() {
        int most = room.availablePermits();
        Metrics.MOST_STREAMS.is(() -> most);
        Metrics.STREAMS.is(() -> most - room.availablePermits());
    }

    /** Takes a permit for one stream, if this node has one and the caller has not used up theirs; {@link #leave} returns it. */
    boolean enter(String caller) {
        if (!room.tryAcquire()) {
            Metrics.STREAMS_REFUSED.inc();
            return false;
        }
        if (callers.merge(caller, 1, Integer::sum) > mostPerCaller) {
            leave(caller);
            Metrics.STREAMS_REFUSED_TO_CALLER.inc();
            // Writing to the caller's streams reveals those whose connection is closed: their permits return before the
            // next attempt.
            open.stream().filter(stream -> stream.caller().equals(caller)).forEach(EventStream::probe);
            return false;
        }
        return true;
    }

    /** Returns what {@link #enter} took. */
    void leave(String caller) {
        callers.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
        room.release();
    }

    /** A stream begins. It sends nothing by itself until {@link #follow}. */
    void add(EventStream stream) {
        open.add(stream);
        if (closed) {
            stream.end();
        }
        if (stream.isOver()) {
            open.remove(stream);
        }
    }

    /** A stream is over. */
    void left(EventStream stream) {
        open.remove(stream);
        leave(stream.caller());
    }

    /** Has a stream send its position, then everything that is broadcast from now on. */
    void follow(EventStream stream) {
        Broadcast from = latest;
        stream.follow(("id: " + from.position() + "\n\n").getBytes(StandardCharsets.UTF_8), from);
    }

    /** Has a stream send these bytes, then everything that is broadcast from now on. */
    void follow(EventStream stream, byte[] first) {
        stream.follow(first, latest);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The id in the event log up to which everything was broadcast. */
    long position() {
        return latest.position();
    }

    /** @param position from now on */
    void send(List<StreamEvent> events, long position) {
        if (!events.isEmpty() || position != position()) {
            append(StreamEvent.bytes(events), position);
        }
    }

    /** Sends what is no event, such as a comment. */
    void send(byte[] bytes) {
        append(bytes, position());
    }

    private void append(byte[] bytes, long position) {
        Broadcast before = latest;
        latest = before.append(bytes, position);
        if (bytes.length > 0) {
            open.forEach(stream -> stream.sendAfter(before));
        }
    }

    /** Whether that id is one of this log, and not of the one that another primary kept. */
    boolean knows(long id) {
        return id > beginning && id <= position();
    }

    /** The log is another one: ends all streams, whose readers come back by themselves. */
    void beginAnew(long position) {
        beginning = Math.max(position(), position);
        send(List.of(), position);
        end();
    }

    /** Ends them all, and those that come from now on. */
    void close() {
        closed = true;
        end();
    }

    /** Ends them all: their readers come back by themselves. */
    void end() {
        open.forEach(EventStream::end);
    }
}
