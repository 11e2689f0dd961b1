package app.cruddur.http;

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
 * Front ends on other origins, as {@code FRONTEND_URL} and {@code BACKEND_URL} name them, may call the API; nobody else's script may. No
 * credentials of the browser's are involved: callers send a bearer token.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch: CORS protocol</a>
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ORIGIN = "Origin";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String METHODS = "GET, POST, PUT, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, If-None-Match, Idempotency-Key, X-Cruddur-User";
    private static final String RESPONSE_HEADERS = "Link, Location, ETag, Retry-After, X-Request-Id,"
            + " X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset";
    private static final String ONE_HOUR = "3600";

    private static final Set<String> ORIGINS = Stream.of("FRONTEND_URL", "BACKEND_URL")
            .map(System::getenv)
            .filter(url -> url != null && !url.isBlank())
            .map(url -> url.strip().replaceAll("(?<!/)/+$", ""))
            .collect(Collectors.toUnmodifiableSet());

    /** What every answer to a page of that origin carries: nothing, when the origin is none of ours. */
    public static Map<String, String> headers(String origin) {
        return isAllowed(origin)
                ? Map.of(ALLOW_ORIGIN, origin, "Access-Control-Expose-Headers", RESPONSE_HEADERS)
                : Map.of();
    }

    /** What the answer to its preflight carries besides. */
    public static Map<String, String> preflightHeaders(String origin) {
        return isAllowed(origin)
                ? Map.of(
                        "Access-Control-Allow-Methods", METHODS,
                        "Access-Control-Allow-Headers", REQUEST_HEADERS,
                        "Access-Control-Max-Age", ONE_HOUR)
                : Map.of();
    }

    /** Answers a preflight: the browser asks before it sends what a plain form could not. */
    @Override
    public void filter(ContainerRequestContext request) {
        boolean preflight = request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaderString(ORIGIN) != null
                && request.getHeaderString(REQUEST_METHOD) != null;
        if (preflight) {
            Response.ResponseBuilder answer = Response.noContent();
            preflightHeaders(request.getHeaderString(ORIGIN)).forEach(answer::header);
            request.abortWith(answer.build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            // Allow says it; Jersey would describe itself besides, in WADL.
            response.setEntity(null);
        }
        response.getHeaders().add(HttpHeaders.VARY, ORIGIN);
        headers(request.getHeaderString(ORIGIN)).forEach(response.getHeaders()::putSingle);
    }

    private static boolean isAllowed(String origin) {
        return origin != null && ORIGINS.contains(origin);
    }
}
