package app.cruddur.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Logger;

/** Sends responses with a time limit. A client that does not take its response, or is gone, is no error of this server. */
public class WriteTimeoutFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(WriteTimeoutFilter.class.getName());

    @Inject
    private transient WriteTimeouts timeouts;

    @Inject
    private transient RateLimits limits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        TimedResponse timed = new TimedResponse(response, timeouts, limits.address(request));
        try {
            chain.doFilter(request, timed);
            if (!request.isAsyncStarted()) {
                timed.finish();
            }
        } catch (IOException | ServletException | RuntimeException e) {
            if (!timed.isBroken()) {
                throw e;
            }
            LOG.fine(() -> "The client did not take the response: " + e);
            close(timed);
        } finally {
            timed.release();
        }
    }

    private static void close(TimedResponse timed) {
        try {
            timed.finish();
        } catch (IOException | RuntimeException e) {
            LOG.finer(() -> "The connection was closed: " + e);
        }
    }
}
