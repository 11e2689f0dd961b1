package app.cruddur.slowclients;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Rejects a request whose body {@link RequestBodyFilter} did not read: it timed out, is too large, or too many bodies are incomplete. */
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
