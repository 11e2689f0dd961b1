package app.cruddur.slowclients;

import app.cruddur.http.UnreadBody;
import app.cruddur.security.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Limits the time for sending a response. A client that is too slow or has disconnected is not logged as an error. */
public class WriteTimeoutFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

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
                Optional<UnreadBody> unread = UnreadBody.of(request);
                if (unread.isPresent()) {
                    timed.discard(unread.get());
                }
            }
        } finally {
            timed.release();
        }
    }
}
