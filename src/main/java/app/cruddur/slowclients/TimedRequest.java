package app.cruddur.slowclients;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body is read with a time limit. */
final class TimedRequest extends HttpServletRequestWrapper {

    private final SlowClientWatchdog timeouts;
    private final String address;
    private TimedInputStream in;

    TimedRequest(HttpServletRequest request, SlowClientWatchdog timeouts, String address) {
        super(request);
        this.timeouts = timeouts;
        this.address = address;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (in == null) {
            ClientWait wait = timeouts.begin(ClientWait.Kind.BODY, address);
            // Without Upgrade, the server's own end of the body is read: WildFly prepares the connection for the next
            // request there.
            long length = getHeader("Upgrade") == null ? -1 : getContentLengthLong();
            in = new TimedInputStream(super.getInputStream(), length, wait);
        }
        return in;
    }

    /**
     * Reads and discards the rest of the body after the response was sent, as the servers do, but with the time limit. Where too many threads
     * wait for clients of this address, or the body was too late already, the connection is closed instead.
     */
    void discardBody() throws IOException {
        if (hasBody() && (in == null || !in.isFinished())) {
            TimedInputStream rest = (TimedInputStream) getInputStream();
            rest.discard(!timeouts.isExhausted(address));
        }
    }

    private boolean hasBody() {
        return getContentLengthLong() > 0 || getContentLengthLong() < 0 && getHeader("Transfer-Encoding") != null;
    }

    void release() {
        if (in != null) {
            timeouts.end(in.clientWait());
        }
    }
}
