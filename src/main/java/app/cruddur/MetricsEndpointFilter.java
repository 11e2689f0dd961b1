package app.cruddur;

import app.cruddur.http.ApiException;
import app.cruddur.http.ErrorResponseWriter;
import app.cruddur.observability.Metrics;
import app.cruddur.observability.MetricsAccess;
import app.cruddur.observability.Routes;
import app.cruddur.security.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /api/metrics} in Prometheus's text format. This is a filter and not a resource, so that while metrics are disabled, the path
 * answers like any path that does not exist. Requests with the valid token are exempt from the rate limits: otherwise monitoring could be
 * refused when it is needed most.
 */
public class MetricsEndpointFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient MetricsAccess access = MetricsAccess.fromEnvironment();

    @Inject
    private transient RateLimits rateLimits;

    @Override
    public void init() {
        Routes.add("/api/metrics");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (access.isClosed() || !"/metrics".equals(request.getPathInfo()) || !isRead(request)) {
            chain.doFilter(request, response);
        } else if (access.isAuthorized(request.getHeader("Authorization"))) {
            write(response);
        } else if (rateLimits.admit(request, response)) {
            if (access.isOpen()) {
                write(response);
            } else {
                response.setHeader("Cache-Control", "no-store");
                boolean tokenMissing = request.getHeader("Authorization") == null;
                ErrorResponseWriter.write(
                        ApiException.unauthorized(tokenMissing ? "token_missing" : "token_invalid"), response);
            }
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static void write(HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(Metrics.contentType());
        Metrics.write(response.getOutputStream());
    }
}
