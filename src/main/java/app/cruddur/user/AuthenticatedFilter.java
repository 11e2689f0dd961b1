package app.cruddur.user;

import app.cruddur.security.AuthenticationMode;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses guests on resources that are {@link Authenticated}. With {@code CRUDDUR_AUTH=open} it admits every request, because the body may
 * name the caller; the resource then checks.
 */
@Authenticated
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AuthenticatedFilter implements ContainerRequestFilter {

    @Inject
    private AuthenticationMode authentication;

    @Inject
    private CurrentUser caller;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!authentication.isOpen()) {
            caller.required();
        }
    }
}
