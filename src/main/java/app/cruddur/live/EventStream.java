package app.cruddur.live;

import app.cruddur.operations.Metrics;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One reader's open stream. Nothing here ever waits. The stream sends what it was given, such as a portion of what the reader missed, then
 * follows the broadcasts; when the reader falls too far behind these, the stream ends.
 *
 * <p>The container's threads and ours meet in {@link #write()}, of which one at a time runs; the others leave their work to that one. No
 * lock is held meanwhile: a container that holds one of its own while it calls us could wait for ours for ever.
 */
final class EventStream implements WriteListener, AsyncListener {

    static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** Bytes; broadcasts are shared, so this much is held once, not by each stream. */
    private static final int MOST_BEHIND = 512 * 1024;
    /** Bytes; a container accepts a write as a whole, so this bounds what it buffers for a reader that takes nothing. */
    private static final int SLICE = 16 * 1024;

    private static final byte[] NOTHING = {};
    private static final Runnable DO_NOTHING = () -> {};

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final String caller;
    private final Consumer<EventStream> whenOver;
    private final Queue<Message> given = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean ending;
    /** The broadcast that was begun last; null while the stream does not follow them. */
    private volatile Broadcast place;
    // The rest belongs to write().
    private byte[] data = NOTHING;
    private int written;
    private Runnable afterwards = DO_NOTHING;
    private boolean unflushed;

    /** @param afterwards runs when the container has taken all of the bytes */
    private record Message(byte[] bytes, Runnable afterwards) {}

    /** @param caller whose permit it holds */
    EventStream(AsyncContext context, String caller, Consumer<EventStream> whenOver) throws IOException {
        this.context = context;
        this.caller = caller;
        this.whenOver = whenOver;
        this.out = context.getResponse().getOutputStream();
        context.addListener(this);
        out.setWriteListener(this);
    }

    String caller() {
        return caller;
    }

    /** @param afterwards runs when the container has taken all of the bytes; it must not wait */
    void send(byte[] bytes, Runnable afterwards) {
        given.add(new Message(bytes, afterwards));
        write();
    }

    /** Sends these bytes, then all broadcasts that come after the given one. */
    void follow(byte[] bytes, Broadcast from) {
        given.add(new Message(bytes, DO_NOTHING));
        place = from;
        write();
    }

    /** Sends a comment unless there is something to send: a closed connection is noticed by writing to it. */
    void probe() {
        if (given.isEmpty()) {
            send(COMMENT, DO_NOTHING);
        }
    }

    /** Sends the broadcast that came after the given one. */
    void sendAfter(Broadcast before) {
        Broadcast at = place;
        if (at != null && at.bytesUntil(before) > MOST_BEHIND && !ending) {
            ending = true;
            Metrics.STREAMS_OUTRUN.inc();
        }
        write();
    }

    void end() {
        ending = true;
        write();
    }

    boolean isOver() {
        return over.get();
    }

    @Override
    public void onWritePossible() {
        write();
    }

    private void write() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int done;
        do {
            done = calls.get();
            if (!over.get()) {
                writeWhatGoes();
            }
        } while (calls.addAndGet(-done) > 0);
    }

    private void writeWhatGoes() {
        try {
            while (!ending && out.isReady()) {
                if (written < data.length) {
                    int length = Math.min(SLICE, data.length - written);
                    out.write(data, written, length);
                    written += length;
                    unflushed = true;
                } else if (!next()) {
                    if (!unflushed) {
                        return;
                    }
                    unflushed = false;
                    out.flush();
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            // The reader is gone, which servers report in many ways; or memory is short, and the permit must return all
            // the same.
            ending = true;
        }
        if (ending) {
            complete();
        }
    }

    /** @return false when there is nothing more to send at present */
    private boolean next() {
        Runnable finished = afterwards;
        afterwards = DO_NOTHING;
        data = NOTHING;
        written = 0;
        finished.run();
        Message message = given.poll();
        if (message != null) {
            data = message.bytes();
            afterwards = message.afterwards();
            return true;
        }
        Broadcast following = place == null ? null : place.next();
        if (following == null) {
            return false;
        }
        place = following;
        data = following.bytes();
        return true;
    }

    private void complete() {
        if (over.compareAndSet(false, true)) {
            whenOver.accept(this);
            try {
                context.complete();
            } catch (IllegalStateException e) {
                // The container was faster.
            }
        }
    }

    @Override
    public void onError(Throwable thrown) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (over.compareAndSet(false, true)) {
            whenOver.accept(this);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Ours is the only one.
    }
}
