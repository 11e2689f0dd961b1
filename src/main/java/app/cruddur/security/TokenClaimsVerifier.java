package app.cruddur.security;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.util.Date;
import java.util.Set;

/** Verifies {@code iss}, {@code exp}, {@code nbf}, {@code iat} and {@code sub}, and that the token was issued for our client. */
final class TokenClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {

    /** Tolerated difference between the clocks of the issuer and of this node. */
    static final int LEEWAY_SECONDS = 60;

    private final String clientId;

    TokenClaimsVerifier(Issuer issuer) {
        super(new JWTClaimsSet.Builder().issuer(issuer.name()).build(), Set.of("sub", "exp"));
        clientId = issuer.clientId();
        setMaxClockSkew(LEEWAY_SECONDS);
    }

    @Override
    public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        // The library accepts a required claim whose value is null.
        if (claims.getExpirationTime() == null) {
            throw new BadJWTException("JWT exp is null");
        }
        if (!Subject.isValid(claims.getSubject())) {
            throw new BadJWTException("JWT sub is not a valid subject");
        }
        Date issued = claims.getIssueTime();
        if (issued != null && issued.getTime() > currentTime().getTime() + LEEWAY_SECONDS * 1000L) {
            throw new BadJWTException("JWT issued in the future");
        }
        Object use = claims.getClaim("token_use");
        boolean forClient = clientId.equals(string(claims, "client_id"));
        boolean forAudience = claims.getAudience().contains(clientId);
        // Cognito names the client in client_id of an access token and in aud of an ID token; other issuers have no
        // token_use.
        boolean isForUs =
                switch (use == null ? "" : use.toString()) {
                    case "access" -> forClient;
                    case "id" -> forAudience;
                    case "" -> forClient || forAudience;
                    default -> throw new BadJWTException("JWT token_use is neither access nor id");
                };
        if (!isForUs) {
            throw new BadJWTException("JWT issued for another client");
        }
    }

    private static String string(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? text : null;
    }
}
