package app.cruddur.security;

import app.cruddur.observability.AuthorizationHeader;
import app.cruddur.security.RateLimits.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies the bearer token of a request and counts the request towards a rate limit: of the user if the token is valid, otherwise of the
 * client address. A request with too many invalid tokens from its address is rejected unverified. An expired token is not a guess and does
 * not count as invalid.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750: Authorization Request Header Field</a>
 */
@ApplicationScoped
public class RequestAdmission {

    /** Values that scripts without a token send. They are invalid, but do not count as a failed sign-in. */
    private static final Set<String> NO_TOKEN = Set.of("", "null", "undefined");

    @Inject
    private AuthenticationMode authentication;

    @Inject
    private RateLimits limits;

    /**
     * Counts the request and verifies its token, which {@link TokenVerification#of} then returns.
     *
     * @return the count; if it {@link RateLimitStatus#isRefused}, the request must be rejected
     */
    public RateLimitStatus admit(HttpServletRequest request) {
        RateLimitStatus count = authentication.isOpen() ? count(request) : admit(request, bearerToken(request));
        count.remember(request);
        return count;
    }

    private RateLimitStatus admit(HttpServletRequest request, Optional<String> bearer) {
        if (bearer.filter(RequestAdmission::isToken).isPresent()) {
            return admitCaller(request, bearer);
        }
        // A guest is counted before any other work.
        RateLimitStatus count = count(request);
        if (!count.isRefused()) {
            verify(request, bearer);
        }
        return count;
    }

    private RateLimitStatus count(HttpServletRequest request) {
        return limits.count(Kind.of(request.getMethod()), request);
    }

    private RateLimitStatus admitCaller(HttpServletRequest request, Optional<String> bearer) {
        String address = limits.address(request);
        RateLimitStatus failures = limits.look(Kind.SIGN_IN_FAILURE, address);
        if (failures.isRefused()) {
            return failures;
        }
        String caller = verify(request, bearer)
                .claims()
                .map(claims -> "user " + claims.getSubject())
                .orElse(address);
        return limits.count(Kind.of(request.getMethod()), caller);
    }

    private TokenVerification verify(HttpServletRequest request, Optional<String> bearer) {
        TokenVerification token = read(request, bearer);
        token.remember(request);
        return token;
    }

    private TokenVerification read(HttpServletRequest request, Optional<String> bearer) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            return TokenVerification.MISSING;
        }
        if (bearer.filter(text -> !NO_TOKEN.contains(text)).isEmpty()) {
            return TokenVerification.INVALID;
        }
        TokenVerification token = authentication.tokens().verify(bearer.get());
        if (token == TokenVerification.INVALID) {
            limits.count(Kind.SIGN_IN_FAILURE, request);
        }
        return token;
    }

    /** A JWT has at least two dots; anything else, such as "Bearer null" of the oldest front end, counts as no token. */
    private static boolean isToken(String bearer) {
        return bearer.indexOf('.') != bearer.lastIndexOf('.');
    }

    /** Several Authorization headers are one value with commas, which is no bearer token. */
    private static Optional<String> bearerToken(HttpServletRequest request) {
        return AuthorizationHeader.bearerToken(
                String.join(", ", Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))));
    }
}
