package app.cruddur.http;

import app.cruddur.http.RateLimits.Count;
import app.cruddur.http.RateLimits.Kind;
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
import java.util.regex.Pattern;

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

    // Three parts with dots between: what else stands there (the oldest front end says "Bearer null") is never
    // verified.
    private static final Pattern TOKEN = Pattern.compile("(?i)Bearer +[^.\\s]*\\.[^.\\s]*\\.[^\\s]*");

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
            request.abortWith(RateLimits.refusal().response());
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
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return authorization != null && TOKEN.matcher(authorization).matches();
    }
}
