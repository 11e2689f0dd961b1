package app.cruddur.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Sends responses with a time limit. A client that does not take its response, or is gone, is no error of this server. */
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
