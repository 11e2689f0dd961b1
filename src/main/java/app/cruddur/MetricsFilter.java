package app.cruddur;

import app.cruddur.http.ApiException;
import app.cruddur.http.ErrorResponseWriter;
import app.cruddur.observability.Metrics;
import app.cruddur.observability.MetricsAccess;
import app.cruddur.security.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /api/metrics}, for Prometheus: a filter, so that where it is closed there is nothing, and whoever asks is answered as of any
 * path that is not there. With the right token it is not counted: a monitor that is told to wait sees least when there is most to see.
 */
// By the servlet's name: after the filters that set everybody's headers, and before JAX-RS with its limits.
@WebFilter(servletNames = "app.cruddur.CruddurApplication", asyncSupported = true)
public class MetricsFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient MetricsAccess access = MetricsAccess.fromEnvironment();

    @Inject
    private transient RateLimits limits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (access.isClosed() || !"/metrics".equals(request.getPathInfo()) || !isRead(request)) {
            chain.doFilter(request, response);
        } else if (access.bears(request.getHeader("Authorization"))) {
            write(response);
        } else if (limits.admit(request, response)) {
            if (access.isOpen()) {
                write(response);
            } else {
                response.setHeader("Cache-Control", "no-store");
                boolean none = request.getHeader("Authorization") == null;
                ErrorResponseWriter.write(
                        ApiException.unauthorized(none ? "token_missing" : "token_invalid"), response);
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
