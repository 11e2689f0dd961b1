package app.cruddur.slowclients;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.logging.Logger;

/**
 * The body of one response. Once the client is gone, or its time is over, further output is discarded: servers and Jakarta REST would log each
 * failure with its stack trace.
 */
final class TimedOutputStream extends ServletOutputStream {

    private static final Logger LOG = Logger.getLogger(TimedOutputStream.class.getName());

    private final ServletOutputStream out;
    private final ClientWait wait;
    private boolean broken;

    TimedOutputStream(ServletOutputStream out, ClientWait wait) {
        this.out = out;
        this.wait = wait;
    }

    /** An operation that returns nothing. */
    private interface Write {
        void run() throws IOException;
    }

    private void timed(Write write) {
        try {
            wait.during(() -> {
                write.run();
                return null;
            });
        } catch (IOException e) {
            broken = true;
            LOG.fine(() -> "The client did not read the response: " + e);
        }
    }

    ClientWait clientWait() {
        return wait;
    }

    @Override
    public void write(int b) {
        if (!broken) {
            timed(() -> out.write(b));
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!broken) {
            timed(() -> out.write(bytes, offset, length));
        }
    }

    @Override
    public void flush() {
        if (!broken) {
            timed(out::flush);
        }
    }

    @Override
    public void close() {
        // Also of a broken response: this is when WildFly closes the connection.
        timed(out::close);
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        out.setWriteListener(listener);
    }
}
