package app.cruddur.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a caller's limit after a request.
 *
 * @param limit requests per minute
 * @param remaining requests left at this moment
 * @param reset seconds until all requests are available again
 * @param retryAfter seconds until one request is available again; 0 if this one was allowed
 */
public record RateLimitStatus(long limit, long remaining, long reset, long retryAfter) {

    private static final String ATTRIBUTE = RateLimitStatus.class.getName();

    /** The count of a request; empty if it was not counted. */
    public static Optional<RateLimitStatus> of(HttpServletRequest request) {
        return Optional.ofNullable((RateLimitStatus) request.getAttribute(ATTRIBUTE));
    }

    void remember(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean isRefused() {
        return retryAfter > 0;
    }

    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", String.valueOf(limit));
        headers.put("X-RateLimit-Remaining", String.valueOf(remaining));
        headers.put("X-RateLimit-Reset", String.valueOf(reset));
        if (isRefused()) {
            headers.put("Retry-After", String.valueOf(retryAfter));
        }
        return headers;
    }
}
