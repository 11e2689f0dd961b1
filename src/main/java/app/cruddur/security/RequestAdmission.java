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

    /** Returns the count of the request, which is rejected if it is {@link RateLimitCount#isRefused()}; the token is then {@link TokenVerification#of}. */
    public RateLimitCount admit(HttpServletRequest request) {
        RateLimitCount count =
                authentication.isOpen() || !hasToken(request) ? admitGuest(request) : admitCaller(request);
        count.remember(request);
        return count;
    }

    /** Counts before any other work. */
    private RateLimitCount admitGuest(HttpServletRequest request) {
        RateLimitCount count = limits.count(Kind.of(request.getMethod()), limits.address(request));
        if (!authentication.isOpen() && !count.isRefused()) {
            verify(request);
        }
        return count;
    }

    private RateLimitCount admitCaller(HttpServletRequest request) {
        String address = limits.address(request);
        RateLimitCount failures = limits.look(Kind.SIGN_IN_FAILURE, address);
        if (failures.isRefused()) {
            return failures;
        }
        String caller = verify(request)
                .claims()
                .map(claims -> "user " + claims.getSubject())
                .orElse(address);
        return limits.count(Kind.of(request.getMethod()), caller);
    }

    private TokenVerification verify(HttpServletRequest request) {
        TokenVerification token = read(request);
        token.remember(request);
        return token;
    }

    private TokenVerification read(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            return TokenVerification.MISSING;
        }
        Optional<String> bearer = bearerToken(request).filter(text -> !NO_TOKEN.contains(text));
        if (bearer.isEmpty()) {
            return TokenVerification.INVALID;
        }
        TokenVerification token = authentication.tokens().verify(bearer.get());
        if (token == TokenVerification.INVALID) {
            limits.count(Kind.SIGN_IN_FAILURE, limits.address(request));
        }
        return token;
    }

    /** A JWT has at least two dots; anything else, such as "Bearer null" of the oldest front end, counts as no token. */
    private static boolean hasToken(HttpServletRequest request) {
        return bearerToken(request)
                .filter(token -> token.indexOf('.') != token.lastIndexOf('.'))
                .isPresent();
    }

    /** Several Authorization headers are one value with commas, which is no bearer token. */
    private static Optional<String> bearerToken(HttpServletRequest request) {
        return AuthorizationHeader.bearerToken(
                String.join(", ", Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))));
    }
}
