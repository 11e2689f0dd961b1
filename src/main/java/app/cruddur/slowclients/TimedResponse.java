package app.cruddur.slowclients;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** A response that is written with a time limit. */
final class TimedResponse extends HttpServletResponseWrapper {

    private final SlowClientWatchdog timeouts;
    private final String address;
    private TimedOutputStream out;
    private boolean isWrittenByServer;

    TimedResponse(HttpServletResponse response, SlowClientWatchdog timeouts, String address) {
        super(response);
        this.timeouts = timeouts;
        this.address = address;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new TimedOutputStream(super.getOutputStream(), timeouts.begin(ClientWait.Kind.RESPONSE, address));
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

    /** Writes what the server has buffered: after the filters it would do so without a time limit. */
    void finish() throws IOException {
        if (!isWrittenByServer) {
            getOutputStream().close();
        }
    }

    void release() {
        if (out != null) {
            timeouts.end(out.clientWait());
        }
    }
}
