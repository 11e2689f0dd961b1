package app.cruddur.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * A crud may be gone in a second: nobody between us and the reader keeps an answer without asking again; and an answer to somebody signed
 * in is theirs alone.
 */
@Provider
public class CacheControlFilter implements ContainerResponseFilter {

    private static final String USER = "X-Cruddur-User";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean named =
                request.getHeaderString(HttpHeaders.AUTHORIZATION) != null || request.getHeaderString(USER) != null;
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, named ? "private, no-cache" : "no-cache");
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        response.getHeaders().add(HttpHeaders.VARY, USER);
    }
}
