package app.cruddur.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Sets {@code Cache-Control} and {@code Vary}. A crud may expire at any second, so caches must revalidate every response. A response to a
 * request that names its caller is also {@code private}, so that shared caches do not store it.
 */
@Provider
public class CacheControlFilter implements ContainerResponseFilter {

    private static final String USER_HEADER = "X-Cruddur-User";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean hasCaller = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null
                || request.getHeaderString(USER_HEADER) != null;
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, hasCaller ? "private, no-cache" : "no-cache");
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        response.getHeaders().add(HttpHeaders.VARY, USER_HEADER);
    }
}
