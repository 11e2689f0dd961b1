package app.cruddur.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;

/**
 * What the {@code Authorization} header of a request proves.
 *
 * @param refusal why nobody is signed in: a code of the contract; null for a valid token
 * @param claims what a valid token says
 * @param isIdToken whether it is an ID token, which describes the user to our client, and no access token
 */
record BearerToken(String refusal, Optional<JWTClaimsSet> claims, boolean isIdToken) {

    static final BearerToken MISSING = new BearerToken("token_missing", Optional.empty(), false);
    static final BearerToken INVALID = new BearerToken("token_invalid", Optional.empty(), false);
    /** Signed by the issuer, and out of time: no guess, but a front end that did not notice. */
    static final BearerToken EXPIRED = new BearerToken("token_invalid", Optional.empty(), false);
    /** It may be good: the issuer cannot be asked for its keys. */
    static final BearerToken UNVERIFIABLE = new BearerToken("issuer_unavailable", Optional.empty(), false);

    static BearerToken valid(JWTClaimsSet claims, boolean isIdToken) {
        return new BearerToken(null, Optional.of(claims), isIdToken);
    }
}
