package app.cruddur.security;

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
import jakarta.ws.rs.ext.Provider;

/**
 * Applies {@link RequestAdmission} to the requests that Jakarta REST answers. A caller without a valid token is a guest; only requests over
 * the rate limit are rejected here.
 */
@Provider
// Before matching, because requests to unknown paths count too.
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter, ContainerResponseFilter {

    @Inject
    private RequestAdmission admission;

    @Context
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        if (admission.admit(servletRequest).isRefused()) {
            request.abortWith(RateLimits.refusal().response());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RateLimitStatus.of(servletRequest).ifPresent(count -> count.headers()
                .forEach((name, value) -> response.getHeaders().putSingle(name, value)));
    }
}
