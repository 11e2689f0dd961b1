package app.cruddur.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Around every request: gives it its id, measures it, and tells the access log. It is mapped in web.xml, not by an annotation: so it is
 * the outermost of all filters, on both servers.
 */
public class RequestFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String ID = RequestId.class.getName();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String known = (String) request.getAttribute(ID);
        if (known == null) {
            measure(request, response, chain);
        } else {
            answerError(known, request, response, chain);
        }
    }

    private static void measure(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        Route route = Routes.of(RequestPath.asked(request));
        String id = RequestId.of(request.getHeader(RequestId.HEADER));
        request.setAttribute(ID, id);
        name(route, id, response);
        RequestId.enter(id);
        Metrics.IN_FLIGHT.increment();
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            Metrics.IN_FLIGHT.decrement();
            long took = System.nanoTime() - start;
            route.took(request.getMethod(), status, took);
            AccessLog.tell(request, response, route, status, took);
            RequestId.leave();
        }
    }

    /** The error page, of a request that was measured, or is just being: on WildFly this is within {@link #measure}, on Payara after it. */
    private static void answerError(
            String id, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean within = RequestId.current() != null;
        name(Routes.of(RequestPath.asked(request)), id, response);
        RequestId.enter(id);
        try {
            chain.doFilter(request, response);
        } finally {
            if (!within) {
                RequestId.leave();
            }
        }
    }

    private static void name(Route route, String id, HttpServletResponse response) {
        if (route != Routes.STATIC) {
            response.setHeader(RequestId.HEADER, id);
        }
    }
}
