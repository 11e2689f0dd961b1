package app.cruddur.identity;

import app.cruddur.http.RateLimitFilter;
import app.cruddur.operations.AuthorizationHeader;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the bearer token, where tokens are asked for. It refuses nobody: what all may read, they read as guests.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750: Authorization Request Header Field</a>
 */
@Provider
// Before the path is looked at: the rate limits count by caller on every path.
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {

    /** What scripts send that have no token: no attempt to sign in. */
    private static final Set<String> NO_TOKEN = Set.of("", "null", "undefined");

    @Inject
    private Authentication authentication;

    @Override
    public void filter(ContainerRequestContext request) {
        if (authentication.isOpen()) {
            return;
        }
        BearerToken token = read(request);
        request.setProperty(BearerToken.class.getName(), token);
        token.claims().ifPresent(claims -> {
            Principal subject = claims::getSubject;
            request.setSecurityContext(
                    new Caller(subject, request.getSecurityContext().isSecure()));
        });
    }

    private BearerToken read(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return BearerToken.MISSING;
        }
        Optional<String> bearer = AuthorizationHeader.bearerToken(header).filter(text -> !NO_TOKEN.contains(text));
        if (bearer.isEmpty()) {
            return BearerToken.INVALID;
        }
        BearerToken token = authentication.tokens().verify(bearer.get());
        if (token == BearerToken.INVALID) {
            request.setProperty(RateLimitFilter.SIGN_IN_FAILED, true);
        }
        return token;
    }

    /** For whoever wants to know the caller by JAX-RS's own means: the token's subject, in no role. */
    private record Caller(Principal principal, boolean secure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
