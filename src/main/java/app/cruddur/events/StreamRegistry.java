package app.cruddur.events;

import app.cruddur.config.Configuration;
import app.cruddur.observability.Metrics;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The open event streams of this node, and the broadcasts to them. */
@ApplicationScoped
public class StreamRegistry {

    private final Semaphore permits = new Semaphore(Configuration.current().get(Configuration.MAX_STREAMS));
    private final int maxPerCaller = Configuration.current().get(Configuration.MAX_STREAMS_PER_CALLER);
    /** The number of open streams of each caller that has any. */
    private final Map<String, Integer> streamsPerCaller = new ConcurrentHashMap<>();

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile Broadcast latest = Broadcast.first();
    /** No stream can resume from this id or a smaller one: since then, the log is that of another primary, or this node missed events. */
    private volatile long formerLogEnd = -1;

    private volatile boolean closed;

    @PostConstruct
    void registerMetrics() {
        int limit = permits.availablePermits();
        Metrics.STREAMS_LIMIT.setCallback(() -> limit);
        Metrics.STREAMS.setCallback(() -> limit - permits.availablePermits());
    }

    /** Acquires a permit for one stream, if the node and the caller are below their limits; {@link #release} returns it. */
    boolean tryAcquire(String caller) {
        if (!permits.tryAcquire()) {
            Metrics.STREAMS_REFUSED.inc();
            return false;
        }
        if (streamsPerCaller.merge(caller, 1, Integer::sum) > maxPerCaller) {
            release(caller);
            Metrics.STREAMS_REFUSED_TO_CALLER.inc();
            // Writing to the caller's streams reveals those whose connection is closed, which releases their permits
            // before the caller's next attempt.
            open.stream().filter(stream -> stream.caller().equals(caller)).forEach(EventStream::probe);
            return false;
        }
        return true;
    }

    /** Returns the permit that {@link #tryAcquire} acquired. */
    void release(String caller) {
        streamsPerCaller.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
        permits.release();
    }

    /** Adds an open stream. It sends no broadcasts until {@link #follow}. */
    void add(EventStream stream) {
        open.add(stream);
        if (closed) {
            stream.end();
        }
        if (stream.isCompleted()) {
            open.remove(stream);
        }
    }

    /** Removes a stream that has ended and releases its permit. */
    void remove(EventStream stream) {
        open.remove(stream);
        release(stream.caller());
    }

    /** Makes a stream send its position, then all later broadcasts. */
    void follow(EventStream stream) {
        Broadcast from = latest;
        stream.follow(("id: " + from.position() + "\n\n").getBytes(StandardCharsets.UTF_8), from);
    }

    /** Makes a stream send bytes, then all later broadcasts. */
    void follow(EventStream stream, byte[] first) {
        stream.follow(first, latest);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The id in the event log up to which all events were broadcast. */
    long position() {
        return latest.position();
    }

    /**
     * Broadcasts events.
     *
     * @param position the id in the event log up to which all events are then broadcast
     */
    void send(List<StreamEvent> events, long position) {
        if (!events.isEmpty() || position != position()) {
            append(StreamEvent.encode(events), position);
        }
    }

    /** Broadcasts bytes that are not an event, such as a comment. */
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

    /** Whether a stream can resume from an id, as far as this node knows: the id was broadcast, after the last {@link #resetTo}. */
    boolean isInLog(long id) {
        return id > formerLogEnd && id <= position();
    }

    /** Continues at a position of another log, or after a gap, and closes all streams; their clients reconnect automatically. */
    void resetTo(long position) {
        formerLogEnd = Math.max(position(), position);
        send(List.of(), position);
        endAll();
    }

    /** Closes all streams, and later ones as soon as they are added. */
    public void close() {
        closed = true;
        endAll();
    }

    /** Closes all streams; their clients reconnect automatically. */
    void endAll() {
        open.forEach(EventStream::end);
    }
}
