package app.cruddur.http;

import app.cruddur.operations.Metrics;
import app.cruddur.operations.WarPath;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Reads the bodies of API requests into memory before anything else is done for the request, so that a slow client occupies no thread. It is
 * the first filter of web.xml; a body that arrives later than its headers is read by callbacks, and the request then continues in an
 * asynchronous dispatch.
 */
public class RequestBodyFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** Bodies that are incomplete, at once: an address, and the node. Each takes 16 KiB at most. */
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
        if (!isToBeRead(request)) {
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
            body.fail(ApiError.unavailable("too_many_bodies"));
            chain.doFilter(body, response);
            return;
        }
        BodyReader.start(body, response, timeouts, () -> permits.release(address));
    }

    private static boolean hasBody(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length > 0 || length < 0 && request.getHeader("Transfer-Encoding") != null;
    }

    /** A body of a declared length over the limit is refused unread. */
    private static boolean isToBeRead(HttpServletRequest request) {
        return request.getContentLengthLong() <= JsonBodyReader.MAX_BYTES && WarPath.isApi(WarPath.asked(request));
    }
}
