package app.cruddur.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Opens the CDI request scope around a request. The server's own would not do: Payara neither opens it for an asynchronous dispatch nor
 * closes it on the thread that opened it (web.xml).
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
