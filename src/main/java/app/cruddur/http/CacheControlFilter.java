package app.cruddur.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.function.UnaryOperator;

/**
 * Sets {@code Cache-Control} and {@code Vary}. A crud may expire at any second, so caches must revalidate every response. A response to a
 * request that names its caller is also {@code private}, so that shared caches do not store it.
 */
@Provider
public class CacheControlFilter implements ContainerResponseFilter {

    private static final String USER_HEADER = "X-Cruddur-User";

    /** The request headers that name the caller. */
    public static final String VARY = HttpHeaders.AUTHORIZATION + ", " + USER_HEADER;

    /**
     * The {@code Cache-Control} of a response.
     *
     * @param header returns a header of the request, or null
     */
    public static String cacheControl(UnaryOperator<String> header) {
        boolean hasCaller = header.apply(HttpHeaders.AUTHORIZATION) != null || header.apply(USER_HEADER) != null;
        return hasCaller ? "private, no-cache" : "no-cache";
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, cacheControl(request::getHeaderString));
        response.getHeaders().add(HttpHeaders.VARY, VARY);
    }
}
