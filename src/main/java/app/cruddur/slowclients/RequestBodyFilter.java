package app.cruddur.slowclients;

import app.cruddur.http.ApiException;
import app.cruddur.http.JsonBodyReader;
import app.cruddur.http.UnreadBody;
import app.cruddur.observability.Metrics;
import app.cruddur.observability.RequestPath;
import app.cruddur.security.CallerPermits;
import app.cruddur.security.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Reads the bodies of API requests into memory before the request is processed, so that a slow client occupies no thread. web.xml places it
 * directly after {@link app.cruddur.http.RequestFramingFilter}. A body that arrives later than its headers is read by callbacks, and the
 * request then continues in an asynchronous dispatch.
 */
public class RequestBodyFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** Maximum number of incomplete bodies: of one client address, and on this node. Each takes at most 16 KiB. */
    static final int MAX_PER_ADDRESS = 100;

    private static final int MAX_IN_TOTAL = 2_000;

    private final transient CallerPermits permits = new CallerPermits(MAX_PER_ADDRESS, MAX_IN_TOTAL);

    @Inject
    private transient RateLimits limits;

    @Inject
    private transient RequestTimeouts timeouts;

    @Override
    public void init() {
        Metrics.BODIES_INCOMPLETE.is(permits::acquired);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!hasBody(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (!shouldRead(request)) {
            new UnreadBody(request.getInputStream(), true).remember(request);
            chain.doFilter(request, response);
            return;
        }
        RequestBody body = new RequestBody(request);
        int length = request.getContentLength();
        if (length > 0 && request.getInputStream().available() >= length) {
            body.set(request.getInputStream().readNBytes(length));
            chain.doFilter(body, response);
            return;
        }
        String address = limits.address(request);
        if (!permits.tryAcquire(address)) {
            body.fail(ApiException.unavailable("too_many_bodies"));
            chain.doFilter(body, response);
            return;
        }
        BodyReader.start(body, response, timeouts, () -> permits.release(address));
    }

    private static boolean hasBody(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length > 0 || length < 0 && request.getHeader("Transfer-Encoding") != null;
    }

    /** A body whose declared length exceeds the limit is rejected unread. */
    private static boolean shouldRead(HttpServletRequest request) {
        return request.getContentLengthLong() <= JsonBodyReader.MAX_BYTES
                && RequestPath.isApi(RequestPath.asked(request));
    }
}
