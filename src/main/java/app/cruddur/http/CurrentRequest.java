package app.cruddur.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;

/** The HTTP request being answered, for beans: CDI's own needs the server's request scope ({@link RequestScopeFilter}). */
@RequestScoped
public class CurrentRequest {

    private HttpServletRequest request;

    void set(HttpServletRequest request) {
        this.request = request;
    }

    public String header(String name) {
        return request.getHeader(name);
    }

    public Object attribute(String name) {
        return request.getAttribute(name);
    }
}
