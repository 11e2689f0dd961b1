package app.cruddur.identity;

import app.cruddur.operations.Metrics;
import app.cruddur.user.Subject;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.Set;
import java.util.logging.Logger;

/**
 * The bearer tokens of one issuer: signed by one of its present keys, in time, and made for our client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725: JSON Web Token Best Current Practices</a>
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html">Cognito: Verifying JSON web tokens</a>
 */
final class BearerTokens {

    private static final Logger LOG = Logger.getLogger(BearerTokens.class.getName());

    /** Characters; Cognito's are around 1,100. */
    private static final int MAX_LENGTH = 8192;

    /** RFC 9068: an access token. */
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private static final int LEEWAY_SECONDS = 60;
    private static final long KEYS_LIVE = Duration.ofMinutes(10).toMillis();
    private static final long KEYS_WAIT = Duration.ofSeconds(5).toMillis();
    private static final long KEYS_REFRESH_AHEAD = Duration.ofMinutes(1).toMillis();
    /** Two fetches at most in this time, however many unknown key ids come in. */
    private static final long KEYS_FETCH_INTERVAL = Duration.ofSeconds(10).toMillis();

    private static final long KEYS_OUTLIVE_OUTAGE = Duration.ofHours(4).toMillis();

    private final String clientId;
    private final IssuerKeys keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    BearerTokens(Issuer issuer) {
        clientId = issuer.clientId();
        keys = new IssuerKeys(issuer);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
                JWKSourceBuilder.create(keys.address(), keys)
                        .cache(KEYS_LIVE, KEYS_WAIT)
                        .refreshAheadCache(KEYS_REFRESH_AHEAD, true)
                        .rateLimited(KEYS_FETCH_INTERVAL)
                        .retrying(true)
                        .outageTolerant(KEYS_OUTLIVE_OUTAGE)
                        .build()));
        processor.setJWTClaimsSetVerifier(new Claims(issuer.name()));
    }

    /** Verifies a token; why one is refused, the log says and nobody else. */
    BearerToken verify(String token) {
        try {
            if (token.length() > MAX_LENGTH) {
                throw new BadJOSEException("Longer than " + MAX_LENGTH + " characters");
            }
            JWT jwt = JWTParser.parse(token);
            JWTClaimsSet claims = processor.process(jwt, null);
            BearerToken valid = BearerToken.valid(claims, isIdToken(jwt, claims));
            Metrics.TOKENS.labelValues("valid").inc();
            return valid;
        } catch (RateLimitReachedException e) {
            return keys.known()
                    ? refused("Unknown key, and the keys were fetched just now")
                    : unverifiable("asked just now");
        } catch (KeySourceException e) {
            return unverifiable(String.valueOf(e.getMessage()));
        } catch (ParseException e) {
            return refused("Not a JSON Web Token");
        } catch (ExpiredJWTException e) {
            Metrics.TOKENS.labelValues("expired").inc();
            tell(String.valueOf(e.getMessage()));
            return BearerToken.EXPIRED;
        } catch (BadJOSEException | JOSEException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Cognito says in {@code token_use} what a token is. Of other issuers' tokens, an ID token is one for our client as its audience that has
     * none of an access token's marks: the type or the claims of RFC 9068, or Keycloak's {@code "typ": "Bearer"}.
     */
    private boolean isIdToken(JWT jwt, JWTClaimsSet claims) {
        Object use = claims.getClaim("token_use");
        if (use != null) {
            return use.equals("id");
        }
        return claims.getAudience().contains(clientId)
                && !ACCESS_TOKEN.equals(jwt.getHeader().getType())
                && claims.getClaim("client_id") == null
                && claims.getClaim("scope") == null
                && !"Bearer".equals(claims.getClaim("typ"));
    }

    private static BearerToken refused(String reason) {
        Metrics.TOKENS.labelValues("invalid").inc();
        tell(reason);
        return BearerToken.INVALID;
    }

    private static void tell(String reason) {
        LOG.info(() -> "Bearer token refused: " + printable(reason));
    }

    private static BearerToken unverifiable(String reason) {
        Metrics.TOKENS.labelValues("unverifiable").inc();
        LOG.warning(() -> "Bearer token not verified, the issuer's keys are not to be had: " + printable(reason));
        return BearerToken.UNVERIFIABLE;
    }

    /** Reasons quote the token: whoever made it must not write lines of their own into the log. */
    private static String printable(String reason) {
        String line = reason.replaceAll("\\P{Print}", "?");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    /** {@code iss}, {@code exp}, {@code nbf}, {@code iat}, {@code sub}, and that the token was made for our client. */
    private final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {

        Claims(String issuer) {
            super(new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp"));
            setMaxClockSkew(LEEWAY_SECONDS);
        }

        @Override
        public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
            super.verify(claims, context);
            // The library takes a claim that is null for one that is there.
            if (claims.getExpirationTime() == null) {
                throw new BadJWTException("JWT exp is null");
            }
            if (!Subject.isValid(claims.getSubject())) {
                throw new BadJWTException("JWT sub cannot be a user's");
            }
            Date issued = claims.getIssueTime();
            if (issued != null && issued.getTime() > currentTime().getTime() + LEEWAY_SECONDS * 1000L) {
                throw new BadJWTException("JWT issued in the future");
            }
            Object use = claims.getClaim("token_use");
            boolean forClient = clientId.equals(string(claims, "client_id"));
            boolean forAudience = claims.getAudience().contains(clientId);
            // Cognito names the client of an access token in client_id, of an id token in aud; other issuers have no
            // token_use.
            boolean ours =
                    switch (use == null ? "" : use.toString()) {
                        case "access" -> forClient;
                        case "id" -> forAudience;
                        case "" -> forClient || forAudience;
                        default -> throw new BadJWTException("JWT token_use is neither access nor id");
                    };
            if (!ours) {
                throw new BadJWTException("JWT made for another client");
            }
        }

        private static String string(JWTClaimsSet claims, String name) {
            return claims.getClaim(name) instanceof String text ? text : null;
        }
    }
}
