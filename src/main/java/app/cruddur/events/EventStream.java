package app.cruddur.events;

import app.cruddur.observability.Metrics;
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
 * One reader's open event stream. No method blocks. The stream first sends the messages that were queued for it, such as a portion of the
 * missed events, then the broadcasts. It ends when the reader falls too far behind these.
 *
 * <p>The container's threads and the application's call {@link #write()} concurrently. One thread at a time writes, and it also does the work
 * of the others, which return at once. It holds no lock: a container may call this class with a lock held, and a second lock could cause a
 * deadlock.
 */
final class EventStream implements WriteListener, AsyncListener {

    static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** The stream ends when it is further behind the broadcasts. Streams share the broadcasts, so these bytes are held once for all. */
    private static final int MAX_LAG_BYTES = 512 * 1024;
    /** A container accepts each write as a whole, so this limits what it buffers for a reader that does not read. */
    private static final int MAX_WRITE_BYTES = 16 * 1024;

    private static final byte[] NOTHING = {};
    private static final Runnable DO_NOTHING = () -> {};

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final String caller;
    private final Consumer<EventStream> onComplete;
    private final Queue<Message> queue = new ConcurrentLinkedQueue<>();
    /** Calls of {@link #write()} whose work is not done yet. */
    private final AtomicInteger calls = new AtomicInteger();

    private final AtomicBoolean completed = new AtomicBoolean();
    private volatile boolean ending;
    /** The broadcast that was begun last; null until {@link #follow}. */
    private volatile Broadcast lastBroadcast;
    // The remaining fields are used by write() only.
    private byte[] data = NOTHING;
    private int written;
    private Runnable onWritten = DO_NOTHING;
    private boolean unflushed;

    /** @param onWritten runs when the container has accepted all bytes */
    private record Message(byte[] bytes, Runnable onWritten) {}

    /**
     * @param caller the address whose permit the stream holds
     * @param onComplete called once, when the stream has ended
     */
    EventStream(AsyncContext context, String caller, Consumer<EventStream> onComplete) throws IOException {
        this.context = context;
        this.caller = caller;
        this.onComplete = onComplete;
        this.out = context.getResponse().getOutputStream();
        context.addListener(this);
        out.setWriteListener(this);
    }

    String caller() {
        return caller;
    }

    /** Queues bytes. When the container has accepted all of them, {@code onWritten} runs; it must not block. */
    void send(byte[] bytes, Runnable onWritten) {
        queue.add(new Message(bytes, onWritten));
        write();
    }

    /** Sends bytes, then all broadcasts after the given one. */
    void follow(byte[] bytes, Broadcast from) {
        queue.add(new Message(bytes, DO_NOTHING));
        lastBroadcast = from;
        write();
    }

    /** Sends a comment unless messages are queued, because only a write reveals a closed connection. */
    void probe() {
        if (queue.isEmpty()) {
            send(COMMENT, DO_NOTHING);
        }
    }

    /** Sends the broadcast after the given one. */
    void sendAfter(Broadcast before) {
        Broadcast current = lastBroadcast;
        if (current != null && current.bytesUntil(before) > MAX_LAG_BYTES && !ending) {
            ending = true;
            Metrics.STREAMS_TOO_SLOW.inc();
        }
        write();
    }

    void end() {
        ending = true;
        write();
    }

    boolean isCompleted() {
        return completed.get();
    }

    @Override
    public void onWritePossible() {
        write();
    }

    private void write() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int handledCalls;
        do {
            handledCalls = calls.get();
            if (!completed.get()) {
                writeWhileReady();
            }
        } while (calls.addAndGet(-handledCalls) > 0);
    }

    private void writeWhileReady() {
        try {
            while (!ending && out.isReady()) {
                if (written < data.length) {
                    int length = Math.min(MAX_WRITE_BYTES, data.length - written);
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
            // The reader has disconnected, which servers report in different ways, or memory is short. The permit must
            // be released in each case.
            ending = true;
        }
        if (ending) {
            complete();
        }
    }

    /** @return false if there is nothing more to send at present */
    private boolean next() {
        Runnable finished = onWritten;
        onWritten = DO_NOTHING;
        data = NOTHING;
        written = 0;
        finished.run();
        Message message = queue.poll();
        if (message != null) {
            data = message.bytes();
            onWritten = message.onWritten();
            return true;
        }
        Broadcast following = lastBroadcast == null ? null : lastBroadcast.next();
        if (following == null) {
            return false;
        }
        lastBroadcast = following;
        data = following.bytes();
        return true;
    }

    private void complete() {
        if (completed.compareAndSet(false, true)) {
            onComplete.accept(this);
            try {
                context.complete();
            } catch (IllegalStateException e) {
                // The container has completed the context already.
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
        if (completed.compareAndSet(false, true)) {
            onComplete.accept(this);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Asynchronous processing is started only once, in StreamServlet.
    }
}
