package app.cruddur.http;

import app.cruddur.persistence.resilience.RequestDeadline;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sets the {@link RequestDeadline} of each request, and rejects new requests on a node that is shutting down. */
public class GracefulShutdownFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    private transient GracefulShutdown shutdown;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!shutdown.enter()) {
            response.setHeader("Cache-Control", "no-cache");
            if (request.getProtocol().startsWith("HTTP/1")) {
                // HTTP/2 does not have this header.
                response.setHeader("Connection", "close");
            }
            ErrorResponseWriter.write(ApiException.unavailable("draining"), response);
            return;
        }
        RequestDeadline.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            RequestDeadline.end();
            shutdown.leave();
        }
    }
}
