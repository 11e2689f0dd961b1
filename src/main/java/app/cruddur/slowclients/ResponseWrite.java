package app.cruddur.slowclients;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.Logger;

/** The output stream of one response. It measures how long its thread waits for the client. A disconnected client is not an error. */
final class ResponseWrite extends ServletOutputStream {

    private static final Logger LOG = Logger.getLogger(ResponseWrite.class.getName());

    private final ServletOutputStream out;
    private final String address;
    private final Thread thread = Thread.currentThread();

    /** Start of the first write, as {@link System#nanoTime}; 0 before it. */
    private volatile long firstStart;

    /** Start of the write in progress, as {@link System#nanoTime}; 0 if there is none. */
    private volatile long currentStart;

    private volatile boolean broken;
    private volatile boolean interrupted;

    ResponseWrite(ServletOutputStream out, String address) {
        this.out = out;
        this.address = address;
    }

    private interface Operation {
        void run() throws IOException;
    }

    /** Discards output after a failed write: servers and Jakarta REST would log each further failure with its stack trace. */
    private void runUnlessBroken(Operation operation) {
        if (!broken) {
            run(operation);
        }
    }

    private void run(Operation operation) {
        long now = System.nanoTime();
        if (firstStart == 0) {
            firstStart = now;
        }
        currentStart = now;
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
     * Closes the request's body, timed like a write. WildFly reads the rest of a body before the next request of the connection, and would
     * do so without a time limit.
     *
     * @param readToEnd false to close the connection instead of reading the rest
     */
    void discard(InputStream body, boolean readToEnd) {
        if (!readToEnd) {
            interrupted = true;
            thread.interrupt();
        }
        run(body::close);
    }

    private synchronized void endOperation() {
        currentStart = 0;
        if (interrupted) {
            // The interrupt was meant for the write that has ended, not for the thread's next work.
            Thread.interrupted();
            interrupted = false;
        }
    }

    /** Interrupts the write in progress, if any; the server then closes the connection. */
    synchronized void interrupt() {
        if (currentStart != 0) {
            broken = true;
            interrupted = true;
            thread.interrupt();
        }
    }

    /** Duration of the write in progress; 0 if there is none. */
    long waitingNanos(long now) {
        long start = currentStart;
        return start == 0 ? 0 : now - start;
    }

    /** Time since the first write. */
    long totalNanos(long now) {
        return now - firstStart;
    }

    /** Whether a write has failed or was interrupted. */
    boolean isBroken() {
        return broken;
    }

    String address() {
        return address;
    }

    @Override
    public void write(int b) {
        runUnlessBroken(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        runUnlessBroken(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        runUnlessBroken(out::flush);
    }

    @Override
    public void close() {
        // Also after a failed write: this is when WildFly closes the connection.
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
