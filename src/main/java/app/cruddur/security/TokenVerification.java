package app.cruddur.security;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of verifying the {@code Authorization} header of a request.
 *
 * @param refusal the API's error code if the token is missing or not accepted; null for a valid token
 * @param claims the claims of a valid token, otherwise empty
 * @param isIdToken whether it is an ID token, which describes the user to our client, rather than an access token
 */
public record TokenVerification(String refusal, Optional<JWTClaimsSet> claims, boolean isIdToken) {

    public static final TokenVerification MISSING = new TokenVerification("token_missing", Optional.empty(), false);
    static final TokenVerification INVALID = new TokenVerification("token_invalid", Optional.empty(), false);
    /** Signed by the issuer, but expired. A constant apart from {@link #INVALID}, because it is not counted as a failed sign-in. */
    static final TokenVerification EXPIRED = new TokenVerification("token_invalid", Optional.empty(), false);
    /** It may be valid, but the issuer's keys cannot be fetched. */
    public static final TokenVerification UNVERIFIABLE =
            new TokenVerification("issuer_unavailable", Optional.empty(), false);

    private static final String ATTRIBUTE = TokenVerification.class.getName();

    /** The token of a request, after {@link RequestAdmission}. */
    public static TokenVerification of(HttpServletRequest request) {
        return Objects.requireNonNullElse((TokenVerification) request.getAttribute(ATTRIBUTE), MISSING);
    }

    void remember(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static TokenVerification valid(JWTClaimsSet claims, boolean isIdToken) {
        return new TokenVerification(null, Optional.of(claims), isIdToken);
    }
}
