package app.cruddur.http;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Answers a request whose body {@link RequestBodyFilter} could not read: late, too large, or one of too many. */
@Provider
@Priority(Priorities.ENTITY_CODER)
public class BodyFailureFilter implements ContainerRequestFilter {

    @Context
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        RequestBody.failure(servletRequest).ifPresent(failure -> {
            throw failure;
        });
    }
}
