package app.cruddur.web;

import app.cruddur.observability.RequestPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Admits only {@code GET} and {@code HEAD} outside {@code /api}, where all resources are static files. It also hides the endpoints that Payara
 * adds to a WAR at the root: its metrics disclose details of the server to every client, its health check covers less than the
 * application's, and its OpenAPI document fails.
 */
public class StaticFileMethodFilter extends HttpFilter {

    private static final Set<String> READ_METHODS = Set.of("GET", "HEAD");
    private static final Set<String> SERVER_ENDPOINTS = Set.of("health", "metrics", "openapi");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = RequestPath.asked(request);
        if (RequestPath.isApi(path)) {
            chain.doFilter(request, response);
        } else if (!READ_METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (SERVER_ENDPOINTS.contains(firstSegment(path))) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String firstSegment(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        int end = path.indexOf('/', start);
        return path.substring(start, end < 0 ? path.length() : end);
    }
}
