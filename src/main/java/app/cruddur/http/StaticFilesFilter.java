package app.cruddur.http;

import app.cruddur.operations.WarPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Outside {@code /api} there are files, which can be read and nothing else; and not what Payara adds to a WAR at the root: its metrics tell
 * everybody about the server, its health knows less than ours, and its OpenAPI document fails.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public class StaticFilesFilter extends HttpFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> SERVERS_OWN = Set.of("health", "metrics", "openapi");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = WarPath.asked(request);
        if (WarPath.isApi(path)) {
            chain.doFilter(request, response);
        } else if (!READING.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (SERVERS_OWN.contains(first(path))) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String first(String path) {
        return path.replaceFirst("^/+", "").replaceFirst("/.*", "");
    }
}
