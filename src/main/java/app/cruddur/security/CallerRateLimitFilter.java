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

/** Counts whoever bore a token: by name when it proved one, and as a guest when it did not. */
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
        if (RateLimits.Count.of(servletRequest).isPresent()) {
            return;
        }
        Principal caller = request.getSecurityContext().getUserPrincipal();
        limits.count(
                caller == null ? limits.address(servletRequest) : "user " + caller.getName(), request, servletRequest);
    }
}
