package app.cruddur.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** A response whose writes {@link WriteTimeouts} watches. */
final class TimedResponse extends HttpServletResponseWrapper {

    /** Threads that may wait for the rest of the bodies of one address. */
    private static final int MAX_DISCARDING = 4;

    private final WriteTimeouts timeouts;
    private final String address;
    private ResponseWrite out;
    private boolean isLeftToServer;

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
        isLeftToServer = true;
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        isLeftToServer = true;
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        isLeftToServer = true;
        super.sendRedirect(location);
    }

    /** Writes what the server still holds: after the filters it would do so with nothing to watch it. */
    void finish() throws IOException {
        if (!isLeftToServer) {
            getOutputStream().close();
        }
    }

    /** Ends the request when the response is sent: a body that was not read must not hold this thread. */
    void discard(UnreadBody body) throws IOException {
        getOutputStream();
        out.discard(body.in(), body.isWelcome() && timeouts.waiting(address) < MAX_DISCARDING);
    }

    void release() {
        if (out != null) {
            timeouts.end(out);
        }
    }
}
