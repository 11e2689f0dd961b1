package app.cruddur.security;

import app.cruddur.observability.AuthorizationHeader;
import app.cruddur.security.RateLimits.Kind;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Rate limit for requests without a bearer token: counts them by client address before any other work. A request with a token is counted
 * after its verification ({@link CallerRateLimitFilter}); it is rejected unverified if too many tokens from its address were invalid.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 50)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /**
     * Request property: {@code true} if its token is invalid, which counts as a failed sign-in of the client address. An expired token does
     * not count, because it is not a guess.
     */
    public static final String SIGN_IN_FAILED = "cruddur.sign-in-failed";

    @Inject
    private RateLimits limits;

    @Context
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!hasToken(request)) {
            limits.count(limits.address(servletRequest), request, servletRequest);
            return;
        }
        RateLimitStatus failures = limits.look(Kind.SIGN_IN_FAILURE, limits.address(servletRequest));
        if (failures.isRefused()) {
            failures.remember(servletRequest);
            request.abortWith(RateLimits.refusal().response());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (Boolean.TRUE.equals(request.getProperty(SIGN_IN_FAILED))) {
            limits.count(Kind.SIGN_IN_FAILURE, limits.address(servletRequest));
        }
        RateLimitStatus.of(servletRequest).ifPresent(count -> count.headers()
                .forEach((name, value) -> response.getHeaders().putSingle(name, value)));
    }

    private static boolean hasToken(ContainerRequestContext request) {
        // A JWT has at least two dots; anything else, such as "Bearer null" of the oldest front end, counts as no
        // token.
        return AuthorizationHeader.bearerToken(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(token -> token.indexOf('.') != token.lastIndexOf('.'))
                .isPresent();
    }
}
