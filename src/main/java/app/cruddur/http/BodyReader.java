package app.cruddur.http;

import app.cruddur.operations.Metrics;
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

/** Reads one request body as it arrives, without a thread of its own, and dispatches the request when the body is complete or late. */
final class BodyReader implements ReadListener {

    private static final Logger LOG = Logger.getLogger(BodyReader.class.getName());

    /** From the headers to the last byte. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int CHUNK = 4096;

    private final RequestBody body;
    private final AsyncContext context;
    private final ServletInputStream in;
    private final Runnable whenOver;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicBoolean over = new AtomicBoolean();
    private Future<?> timeout;

    private BodyReader(RequestBody body, AsyncContext context, ServletInputStream in, Runnable whenOver) {
        this.body = body;
        this.context = context;
        this.in = in;
        this.whenOver = whenOver;
    }

    /** @param whenOver called once, when the body is no longer being read */
    static void start(RequestBody body, HttpServletResponse response, RequestTimeouts timeouts, Runnable whenOver)
            throws IOException {
        try {
            ServletInputStream in = body.getRequest().getInputStream();
            AsyncContext context = body.startAsync(body, response);
            // The container's own time-out would go on counting while the request is answered.
            context.setTimeout(0);
            BodyReader reader = new BodyReader(body, context, in, whenOver);
            reader.timeout = timeouts.after(LIMIT, () -> reader.fail(ApiError.bodyTimeout()));
            in.setReadListener(reader);
        } catch (IOException | RuntimeException e) {
            whenOver.run();
            throw e;
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!over.get() && in.isReady() && !in.isFinished()) {
            int count = in.read(chunk);
            if (count < 0) {
                return;
            }
            bytes.write(chunk, 0, count);
            if (bytes.size() > JsonBodyReader.MAX_BYTES) {
                fail(ApiError.tooLarge());
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (end()) {
            body.set(bytes.toByteArray());
            context.dispatch();
        }
    }

    private void fail(ApiError error) {
        if (end()) {
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
        if (end()) {
            Metrics.CLIENT_ABORTS.labelValues("body").inc();
            LOG.fine(() -> "The client closed the connection before the body was complete: " + thrown);
            context.complete();
        }
    }

    private boolean end() {
        boolean first = over.compareAndSet(false, true);
        if (first) {
            timeout.cancel(false);
            whenOver.run();
        }
        return first;
    }
}
