package app.cruddur.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The CDI request scope of one request: open while the rest of the filter chain runs. */
@ApplicationScoped
public class RequestScope {

    @Inject
    private CurrentRequest current;

    @ActivateRequestContext
    public void run(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        current.set(request);
        chain.doFilter(request, response);
    }
}
