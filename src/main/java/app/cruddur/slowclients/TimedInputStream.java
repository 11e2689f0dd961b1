package app.cruddur.slowclients;

import app.cruddur.http.ApiException;
import app.cruddur.observability.Metrics;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.logging.Logger;

/**
 * The body of one request. A body that does not arrive in time is a 408 {@code body_timeout}; a client that closes its connection is not an
 * error of the server. With a given length, the stream ends there: after a header {@code Upgrade} that it does not support, such as {@code h2c}
 * where HTTP/2 is off, Payara's stream ends only with the connection.
 */
final class TimedInputStream extends ServletInputStream {

    private static final Logger LOG = Logger.getLogger(TimedInputStream.class.getName());

    private final ServletInputStream in;
    private final ClientWait wait;
    private long remaining;
    private boolean failed;

    /** @param length the number of bytes of the body, or -1 to read up to the end of the server's stream */
    TimedInputStream(ServletInputStream in, long length, ClientWait wait) {
        this.in = in;
        this.remaining = length < 0 ? Long.MAX_VALUE : length;
        this.wait = wait;
    }

    @Override
    public int read() {
        byte[] next = new byte[1];
        return read(next, 0, 1) == 1 ? Byte.toUnsignedInt(next[0]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (remaining == 0) {
            return -1;
        }
        int count = timed(() -> in.read(target, offset, (int) Math.min(length, remaining)));
        remaining -= Math.max(0, count);
        return count;
    }

    private int timed(ClientWait.Operation<Integer> read) {
        if (failed || wait.isOverLimit()) {
            failed = true;
            throw ApiException.bodyTimeout();
        }
        try {
            return wait.during(read);
        } catch (IOException e) {
            failed = true;
            if (wait.isTimedOut()) {
                throw ApiException.bodyTimeout();
            }
            Metrics.CLIENT_ABORTS.labelValues(wait.kind().label()).inc();
            LOG.fine(() -> "The client closed the connection before the body was complete: " + e);
            // The response reaches no client.
            throw ApiException.malformed();
        }
    }

    /** @param isAwaited false: the connection is closed instead of waiting for the rest */
    void discard(boolean isAwaited) {
        try {
            wait.during(() -> {
                if (failed || !isAwaited) {
                    wait.interrupt();
                }
                in.close();
                return null;
            });
        } catch (IOException e) {
            LOG.fine(() -> "The rest of the body was not read: " + e);
        }
    }

    ClientWait clientWait() {
        return wait;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public boolean isFinished() {
        return remaining == 0 || in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
