package app.cruddur.identity;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Keeps guests from what is {@link SignedIn}. With {@code CRUDDUR_AUTH=open} the body may name the caller, so that the resource decides. */
@SignedIn
@Provider
@Priority(Priorities.AUTHORIZATION)
public class SignedInFilter implements ContainerRequestFilter {

    @Inject
    private Authentication authentication;

    @Inject
    private CurrentUser caller;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!authentication.isOpen()) {
            caller.required();
        }
    }
}
