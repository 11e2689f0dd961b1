package app.cruddur.events;

import app.cruddur.config.Configuration;
import app.cruddur.observability.Metrics;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** The open streams of this node. */
@ApplicationScoped
public class StreamRegistry {

    private final Semaphore room = new Semaphore(Configuration.current().get(Configuration.MAX_STREAMS));
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final Queue<Resuming> resuming = new ConcurrentLinkedQueue<>();
    private volatile long position;
    private volatile long beginning = -1;
    private volatile boolean closed;

    private record Resuming(long after, EventStream stream) {}

    @PostConstruct
    void count() {
        int most = room.availablePermits();
        Metrics.MOST_STREAMS.is(() -> most);
        Metrics.STREAMS.is(() -> most - room.availablePermits());
    }

    /** Whether there was room for one more; it is given back by {@link #left}. */
    boolean enter() {
        return room.tryAcquire();
    }

    /** What {@link #enter} took is free again. */
    void leave() {
        room.release();
    }

    /** It is over. */
    void left(EventStream stream) {
        open.remove(stream);
        leave();
    }

    /** From now on it hears what happens. */
    void follow(EventStream stream) {
        open.add(stream);
        if (closed) {
            stream.end();
        }
        if (stream.isOver()) {
            open.remove(stream);
        }
        // Read after it was added: what it does not hear has no greater id.
        stream.send(("id: " + position + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** It will follow once it was told what it missed after that id. */
    void resume(EventStream stream, long after) {
        resuming.add(new Resuming(after, stream));
        if (closed) {
            end();
        }
    }

    /** Those who wait to be told what they missed, by the id after which they missed it; they wait no longer. */
    Map<Long, List<EventStream>> takeResuming() {
        List<Resuming> taken = new ArrayList<>();
        for (Resuming next = resuming.poll(); next != null; next = resuming.poll()) {
            taken.add(next);
        }
        return taken.stream()
                .collect(Collectors.groupingBy(
                        Resuming::after, Collectors.mapping(Resuming::stream, Collectors.toList())));
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Where in the log all that was sent so far stands. */
    long position() {
        return position;
    }

    /** @param position from now on */
    void send(List<StreamEvent> events, long position) {
        this.position = position;
        if (!events.isEmpty()) {
            send(StreamEvent.bytes(events));
        }
    }

    void send(byte[] text) {
        open.forEach(stream -> stream.send(text));
    }

    /** Whether that id is one of this log, and not of the one that another primary kept. */
    boolean knows(long id) {
        return id > beginning && id <= position;
    }

    /** The log is another one: ends all streams, whose readers come back by themselves. */
    void beginAnew(long position) {
        beginning = Math.max(this.position, position);
        send(List.of(), position);
        end();
    }

    /** Ends them all, and those that come from now on. */
    public void close() {
        closed = true;
        end();
    }

    /** Ends them all: their readers come back by themselves. */
    void end() {
        open.forEach(EventStream::end);
        takeResuming().values().forEach(streams -> streams.forEach(EventStream::end));
    }
}
