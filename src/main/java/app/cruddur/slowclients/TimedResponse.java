package app.cruddur.slowclients;

import app.cruddur.http.UnreadBody;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** A response whose writes are limited by {@link WriteTimeouts}. */
final class TimedResponse extends HttpServletResponseWrapper {

    /** If this many threads wait for clients of one address, the rest of a body is no longer read: the connection is closed. */
    private static final int MAX_WAITING_PER_ADDRESS = 4;

    private final WriteTimeouts timeouts;
    private final String address;
    private ResponseWrite out;
    private boolean isWrittenByServer;

    TimedResponse(HttpServletResponse response, WriteTimeouts timeouts, String address) {
        super(response);
        this.timeouts = timeouts;
        this.address = address;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new ResponseWrite(super.getOutputStream(), address);
            timeouts.begin(out);
        }
        return out;
    }

    @Override
    public void sendError(int status) throws IOException {
        isWrittenByServer = true;
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        isWrittenByServer = true;
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        isWrittenByServer = true;
        super.sendRedirect(location);
    }

    /** Writes what the server has buffered. After the filter chain the server would do so without this time limit. */
    void finish() throws IOException {
        if (!isWrittenByServer) {
            getOutputStream().close();
        }
    }

    /** Ends the request after its response was sent: an unread body must not hold this thread. */
    void discard(UnreadBody body) throws IOException {
        getOutputStream();
        out.discard(body.in(), body.isReadToEnd() && timeouts.countWaiting(address) < MAX_WAITING_PER_ADDRESS);
    }

    void release() {
        if (out != null) {
            timeouts.end(out);
        }
    }
}
