package app.cruddur.security;

import app.cruddur.config.Configuration;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CORS: lets scripts of the origins {@code FRONTEND_URL} and {@code BACKEND_URL} call the API. Other origins get no CORS headers, so that
 * browsers block their scripts. Credentials mode is not used: callers send a bearer token.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch: CORS protocol</a>
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ORIGIN = "Origin";

    /** The request header on which the CORS headers depend. */
    public static final String VARY = ORIGIN;

    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOWED_METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String ALLOWED_HEADERS =
            "Authorization, Content-Type, If-None-Match, Idempotency-Key, X-Cruddur-User";
    private static final String EXPOSED_HEADERS = "Link, Location, ETag, Retry-After, X-Request-Id,"
            + " X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset";
    private static final String MAX_AGE_SECONDS = "3600";

    private static final Set<String> ALLOWED_ORIGINS = Stream.of(Configuration.FRONTEND_URL, Configuration.BACKEND_URL)
            .flatMap(setting -> Configuration.current().find(setting).stream())
            .map(url -> url.replaceAll("(?<!/)/+$", ""))
            .collect(Collectors.toUnmodifiableSet());

    /** The headers of every response to that origin; none if the origin is not allowed. */
    public static Map<String, String> headers(String origin) {
        return isAllowed(origin)
                ? Map.of(ALLOW_ORIGIN, origin, "Access-Control-Expose-Headers", EXPOSED_HEADERS)
                : Map.of();
    }

    /** The additional headers of the response to a preflight request. */
    public static Map<String, String> preflightHeaders(String origin) {
        return isAllowed(origin)
                ? Map.of(
                        "Access-Control-Allow-Methods", ALLOWED_METHODS,
                        "Access-Control-Allow-Headers", ALLOWED_HEADERS,
                        "Access-Control-Max-Age", MAX_AGE_SECONDS)
                : Map.of();
    }

    /** Answers preflight requests, which browsers send before a request that an HTML form could not make. */
    @Override
    public void filter(ContainerRequestContext request) {
        boolean preflight = request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaderString(ORIGIN) != null
                && request.getHeaderString(REQUEST_METHOD) != null;
        if (preflight) {
            Response.ResponseBuilder response = Response.noContent();
            preflightHeaders(request.getHeaderString(ORIGIN)).forEach(response::header);
            request.abortWith(response.build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            // The Allow header is sufficient; Jersey would add a WADL document.
            response.setEntity(null);
        }
        response.getHeaders().add(HttpHeaders.VARY, VARY);
        headers(request.getHeaderString(ORIGIN)).forEach(response.getHeaders()::putSingle);
    }

    private static boolean isAllowed(String origin) {
        return origin != null && ALLOWED_ORIGINS.contains(origin);
    }
}
