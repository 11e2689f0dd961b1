package app.cruddur.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.Logger;

/** The output stream of one response, which knows since when its thread has been waiting for the client. That a client is gone is no error. */
final class ResponseWrite extends ServletOutputStream {

    private static final Logger LOG = Logger.getLogger(ResponseWrite.class.getName());

    private final ServletOutputStream out;
    private final String address;
    private final Thread thread = Thread.currentThread();

    /** Of the first write, and of the one in progress; 0 before the first and between two. */
    private volatile long first;

    private volatile long current;
    private volatile boolean broken;
    private volatile boolean interrupted;

    ResponseWrite(ServletOutputStream out, String address) {
        this.out = out;
        this.address = address;
    }

    private interface Operation {
        void run() throws IOException;
    }

    /** Once the client is gone what is written goes nowhere: servers and Jakarta REST would log each failure with its stack trace. */
    private void timed(Operation operation) {
        if (!broken) {
            run(operation);
        }
    }

    private void run(Operation operation) {
        long now = System.nanoTime();
        if (first == 0) {
            first = now;
        }
        current = now;
        try {
            operation.run();
        } catch (IOException e) {
            broken = true;
            LOG.fine(() -> "The client did not take the response: " + e);
        } finally {
            endOperation();
        }
    }

    /**
     * Reads what is left of the request, as WildFly does before it takes the next one: without a limit, if it were left to it.
     *
     * @param isAwaited false closes the connection instead
     */
    void discard(InputStream body, boolean isAwaited) {
        if (!isAwaited) {
            interrupted = true;
            thread.interrupt();
        }
        run(body::close);
    }

    private synchronized void endOperation() {
        current = 0;
        if (interrupted) {
            // Meant for the write that is over, not for what this thread does next.
            Thread.interrupted();
            interrupted = false;
        }
    }

    /** Ends the write in progress, and with it the connection. */
    synchronized void interrupt() {
        if (current != 0) {
            broken = true;
            interrupted = true;
            thread.interrupt();
        }
    }

    /** Nanoseconds that the write in progress has taken; 0 when there is none. */
    long waiting(long now) {
        long since = current;
        return since == 0 ? 0 : now - since;
    }

    /** Nanoseconds since the first write. */
    long total(long now) {
        return now - first;
    }

    /** Whether the client is gone, or was given up. */
    boolean isBroken() {
        return broken;
    }

    String address() {
        return address;
    }

    @Override
    public void write(int b) {
        timed(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        timed(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        timed(out::flush);
    }

    @Override
    public void close() {
        // Of a broken response too: it is then that WildFly closes the connection.
        run(out::close);
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
