package app.cruddur.http;

import app.cruddur.http.RateLimits.Count;
import app.cruddur.http.RateLimits.Kind;
import app.cruddur.operations.AuthorizationHeader;
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
 * Counts guests before anything is done for them. Who bears a token is counted after it was looked at ({@link CallerRateLimitFilter}), and
 * not looked at any more from an address whose tokens were refused too often.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 50)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /**
     * The property of a request whose token was refused for what nobody honest sends: set to {@code true}, it counts against the address. A
     * token that has merely expired is no guess.
     */
    public static final String SIGN_IN_FAILED = "cruddur.sign-in-failed";

    @Inject
    private RateLimits limits;

    @Context
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!bearsToken(request)) {
            limits.count(limits.address(servletRequest), request, servletRequest);
            return;
        }
        Count failures = limits.look(Kind.SIGN_IN_FAILURE, limits.address(servletRequest));
        if (failures.isRefused()) {
            failures.remember(servletRequest);
            request.abortWith(RateLimits.refusal());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (Boolean.TRUE.equals(request.getProperty(SIGN_IN_FAILED))) {
            limits.count(Kind.SIGN_IN_FAILURE, limits.address(servletRequest));
        }
        Count.of(servletRequest).ifPresent(count -> count.headers()
                .forEach((name, value) -> response.getHeaders().putSingle(name, value)));
    }

    private static boolean bearsToken(ContainerRequestContext request) {
        // Two dots or more: anything else (the oldest front end sends "Bearer null") is never verified.
        return AuthorizationHeader.bearerToken(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(token -> token.indexOf('.') != token.lastIndexOf('.'))
                .isPresent();
    }
}
