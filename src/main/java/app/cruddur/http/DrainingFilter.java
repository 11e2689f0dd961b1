package app.cruddur.http;

import app.cruddur.database.Deadline;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where a request begins and ends: it has a deadline, and none begins on a node that is about to stop. */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public class DrainingFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Draining draining;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!draining.enter()) {
            response.setHeader("Cache-Control", "no-cache");
            if (request.getProtocol().startsWith("HTTP/1")) {
                // HTTP/2 has no such header.
                response.setHeader("Connection", "close");
            }
            ErrorPage.write(ApiError.unavailable("draining").getResponse(), response);
            return;
        }
        Deadline.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            Deadline.end();
            draining.leave();
        }
    }
}
