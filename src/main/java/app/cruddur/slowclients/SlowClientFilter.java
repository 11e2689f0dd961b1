package app.cruddur.slowclients;

import app.cruddur.security.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Reads the body of each request and writes its response with the time limits of {@link SlowClientWatchdog}. */
public class SlowClientFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    private transient SlowClientWatchdog timeouts;

    @Inject
    private transient RateLimits limits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String address = limits.address(request);
        TimedRequest timedRequest = new TimedRequest(request, timeouts, address);
        TimedResponse timedResponse = new TimedResponse(response, timeouts, address);
        try {
            chain.doFilter(timedRequest, timedResponse);
            if (!request.isAsyncStarted()) {
                timedResponse.finish();
                timedRequest.discardBody();
            }
        } finally {
            timedRequest.release();
            timedResponse.release();
        }
    }
}
