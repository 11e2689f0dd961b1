package app.cruddur.events;

import app.cruddur.observability.Metrics;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One reader's open line. Nothing here ever waits: what the reader does not take is kept, up to a measure, and then the line is ended.
 *
 * <p>The container's threads and ours meet in {@link #write()}, of which one at a time runs; the others leave their work to that one. No
 * lock is held meanwhile: a container that holds one of its own while it calls us could wait for ours for ever.
 */
final class EventStream implements WriteListener, AsyncListener {

    /** Bytes; many readers' queues share the same arrays. */
    private static final int MOST_PENDING = 512 * 1024;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Consumer<EventStream> whenOver;
    private final Queue<byte[]> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pendingBytes = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean ending;
    private boolean unflushed;

    EventStream(AsyncContext context, Consumer<EventStream> whenOver) throws IOException {
        this.context = context;
        this.whenOver = whenOver;
        this.out = context.getResponse().getOutputStream();
        context.addListener(this);
        out.setWriteListener(this);
    }

    void send(byte[] text) {
        pending.add(text);
        if (pendingBytes.addAndGet(text.length) > MOST_PENDING && !ending) {
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
                byte[] next = pending.poll();
                if (next != null) {
                    out.write(next);
                    pendingBytes.addAndGet(-next.length);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            // Gone: servers say so in many ways.
            ending = true;
        }
        if (ending) {
            complete();
        }
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
