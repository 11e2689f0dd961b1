package app.cruddur.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;

/** Rate limit for requests with a bearer token: counts by user if the token is valid, otherwise by client address. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 50)
public class CallerRateLimitFilter implements ContainerRequestFilter {

    @Inject
    private RateLimits limits;

    @Context
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        if (RateLimitStatus.of(servletRequest).isPresent()) {
            return;
        }
        Principal caller = request.getSecurityContext().getUserPrincipal();
        limits.count(
                caller == null ? limits.address(servletRequest) : "user " + caller.getName(), request, servletRequest);
    }
}
