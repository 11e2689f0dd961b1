package app.cruddur.slowclients;

import app.cruddur.http.ApiException;
import app.cruddur.http.JsonBodyReader;
import app.cruddur.observability.Metrics;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** Reads one request body by callbacks, without blocking a thread, and dispatches the request when the body is complete or times out. */
final class BodyReader implements ReadListener {

    private static final Logger LOG = Logger.getLogger(BodyReader.class.getName());

    /** From the end of the headers to the last byte of the body. */
    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(10);

    private static final int CHUNK_BYTES = 4096;

    private final RequestBody body;
    private final AsyncContext context;
    private final ServletInputStream in;
    private final Runnable onComplete;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicBoolean completed = new AtomicBoolean();
    private Future<?> timeout;

    private BodyReader(RequestBody body, AsyncContext context, ServletInputStream in, Runnable onComplete) {
        this.body = body;
        this.context = context;
        this.in = in;
        this.onComplete = onComplete;
    }

    /** @param onComplete called once, when reading ends: by success, failure or timeout */
    static void start(RequestBody body, HttpServletResponse response, RequestTimeouts timeouts, Runnable onComplete)
            throws IOException {
        try {
            ServletInputStream in = body.getRequest().getInputStream();
            AsyncContext context = body.startAsync(body, response);
            // No timeout of the container: it would also run while the request is processed.
            context.setTimeout(0);
            BodyReader reader = new BodyReader(body, context, in, onComplete);
            reader.timeout = timeouts.after(BODY_TIMEOUT, () -> reader.fail(ApiException.bodyTimeout()));
            in.setReadListener(reader);
        } catch (IOException | RuntimeException e) {
            onComplete.run();
            throw e;
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        while (!completed.get() && in.isReady() && !in.isFinished()) {
            int count = in.read(chunk);
            if (count < 0) {
                return;
            }
            bytes.write(chunk, 0, count);
            if (bytes.size() > JsonBodyReader.MAX_BYTES) {
                fail(ApiException.tooLarge());
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (complete()) {
            body.set(bytes.toByteArray());
            context.dispatch();
        }
    }

    private void fail(ApiException error) {
        if (complete()) {
            try {
                body.fail(error);
                context.dispatch();
            } catch (IOException e) {
                context.complete();
            }
        }
    }

    @Override
    public void onError(Throwable thrown) {
        if (complete()) {
            Metrics.CLIENT_ABORTS.labelValues("body").inc();
            LOG.fine(() -> "The client closed the connection before the body was complete: " + thrown);
            context.complete();
        }
    }

    /** @return false if reading had already ended */
    private boolean complete() {
        boolean first = completed.compareAndSet(false, true);
        if (first) {
            timeout.cancel(false);
            onComplete.run();
        }
        return first;
    }
}
