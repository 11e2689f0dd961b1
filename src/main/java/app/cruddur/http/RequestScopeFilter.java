package app.cruddur.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Activates the CDI request scope for each request. The server's own activation is disabled in web.xml: Payara does not activate the scope
 * for an asynchronous dispatch, and deactivates it on another thread than the one that activated it (Payara issue 5745).
 */
public class RequestScopeFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    private transient RequestScope scope;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        scope.run(request, response, chain);
    }
}
