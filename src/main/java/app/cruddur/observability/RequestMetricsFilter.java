package app.cruddur.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Assigns the request id, measures the request and writes the access log. */
public class RequestMetricsFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String ID_ATTRIBUTE = RequestId.class.getName();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String existingId = (String) request.getAttribute(ID_ATTRIBUTE);
        if (existingId == null) {
            measure(request, response, chain);
        } else {
            filterErrorPage(existingId, request, response, chain);
        }
    }

    private static void measure(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        String path = RequestPath.asked(request);
        String id = RequestId.of(request.getHeader(RequestId.HEADER));
        request.setAttribute(ID_ATTRIBUTE, id);
        setHeader(path, id, response);
        RequestId.enter(id);
        Metrics.IN_FLIGHT.increment();
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            Metrics.IN_FLIGHT.decrement();
            long nanos = System.nanoTime() - start;
            // Not earlier: the first request may initialise JAX-RS, which adds the routes.
            Route route = Routes.of(path);
            route.took(request.getMethod(), status, nanos);
            AccessLog.log(request, response, route, status, nanos);
            RequestId.leave();
        }
    }

    /**
     * Filters the error page of a request that {@link #measure} has already counted. On WildFly the error dispatch runs within
     * {@link #measure}, on Payara after it.
     */
    private static void filterErrorPage(
            String id, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isNested = RequestId.current() != null;
        setHeader(RequestPath.asked(request), id, response);
        RequestId.enter(id);
        try {
            chain.doFilter(request, response);
        } finally {
            if (!isNested) {
                RequestId.leave();
            }
        }
    }

    private static void setHeader(String path, String id, HttpServletResponse response) {
        if (RequestPath.isApi(path)) {
            response.setHeader(RequestId.HEADER, id);
        }
    }
}
