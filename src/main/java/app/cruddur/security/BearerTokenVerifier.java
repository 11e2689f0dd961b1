package app.cruddur.security;

import app.cruddur.observability.Metrics;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Verifies the bearer tokens of one issuer: signed with one of its current keys, not expired, and issued for our client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725: JSON Web Token Best Current Practices</a>
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html">Cognito: Verifying JSON web tokens</a>
 */
final class BearerTokenVerifier {

    private static final Logger LOG = Logger.getLogger(BearerTokenVerifier.class.getName());

    /** Characters; Cognito's tokens have around 1,100. */
    private static final int MAX_LENGTH = 8192;

    /** The type of an access token in RFC 9068. */
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private static final long KEYS_TTL_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long KEYS_REFRESH_TIMEOUT_MILLIS =
            Duration.ofSeconds(5).toMillis();
    private static final long KEYS_REFRESH_AHEAD_MILLIS = Duration.ofMinutes(1).toMillis();
    /** At most two fetches in this time, however many tokens have an unknown key id. */
    private static final long KEYS_FETCH_INTERVAL_MILLIS =
            Duration.ofSeconds(10).toMillis();
    /** How long known keys are used while the issuer is unavailable. */
    private static final long KEYS_OUTAGE_TTL_MILLIS = Duration.ofHours(4).toMillis();

    /** How long a valid token is not verified again. */
    private static final Duration VALID_TTL = Duration.ofMinutes(1);
    /** Total characters of the tokens that are kept, around 7,000 of Cognito's. */
    private static final long MAX_VALID_CHARACTERS = 8_000_000;

    private final String clientId;
    private final JwkSetRetriever keys;
    private final Cache<ValidToken, TokenVerification> valid = Caffeine.newBuilder()
            .expireAfterWrite(VALID_TTL)
            .maximumWeight(MAX_VALID_CHARACTERS)
            .weigher((ValidToken key, TokenVerification token) -> key.text.length())
            // Evict on the calling thread: a common pool would outlive an undeployment.
            .executor(Runnable::run)
            .build();

    /** A token and the number of key fetches before its verification: a fetch, by which a key may be withdrawn, invalidates all tokens. */
    private record ValidToken(String text, int keyFetches) {}

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    BearerTokenVerifier(Issuer issuer) {
        clientId = issuer.clientId();
        keys = new JwkSetRetriever(issuer);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
                JWKSourceBuilder.create(keys.sourceUrl(), keys)
                        .cache(KEYS_TTL_MILLIS, KEYS_REFRESH_TIMEOUT_MILLIS)
                        .refreshAheadCache(KEYS_REFRESH_AHEAD_MILLIS, true)
                        .rateLimited(KEYS_FETCH_INTERVAL_MILLIS)
                        .retrying(true)
                        .outageTolerant(KEYS_OUTAGE_TTL_MILLIS)
                        .build()));
        processor.setJWTClaimsSetVerifier(new TokenClaimsVerifier(issuer));
    }

    /** Verifies a token, unless it was verified within a minute. The reason of a rejection is logged and not returned to the client. */
    TokenVerification verify(String text) {
        ValidToken key = new ValidToken(text, keys.fetches());
        TokenVerification token = valid.getIfPresent(key);
        if (token == null
                || token.claims().filter(BearerTokenVerifier::isExpired).isPresent()) {
            token = process(text);
            if (token.claims().isPresent()) {
                valid.put(key, token);
            }
        }
        if (token.claims().isPresent()) {
            Metrics.TOKENS.labelValues("valid").inc();
        }
        return token;
    }

    /** As {@link TokenClaimsVerifier} decides it. */
    private static boolean isExpired(JWTClaimsSet claims) {
        return claims.getExpirationTime().getTime() + TokenClaimsVerifier.LEEWAY_SECONDS * 1000L
                <= System.currentTimeMillis();
    }

    private TokenVerification process(String token) {
        try {
            if (token.length() > MAX_LENGTH) {
                throw new BadJOSEException("Longer than " + MAX_LENGTH + " characters");
            }
            JWT jwt = JWTParser.parse(token);
            JWTClaimsSet claims = processor.process(jwt, null);
            return TokenVerification.valid(claims, isIdToken(jwt, claims));
        } catch (RateLimitReachedException e) {
            return keys.fetches() > 0
                    ? reject("Unknown key id, and the issuer's keys were fetched recently")
                    : unverifiable("the last attempts were too recent");
        } catch (KeySourceException e) {
            return unverifiable(String.valueOf(e.getMessage()));
        } catch (ParseException e) {
            return reject("Not a JSON Web Token");
        } catch (ExpiredJWTException e) {
            Metrics.TOKENS.labelValues("expired").inc();
            logRejection(String.valueOf(e.getMessage()));
            return TokenVerification.EXPIRED;
        } catch (BadJOSEException | JOSEException e) {
            return reject(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether it is an ID token. Cognito's tokens have {@code token_use}. A token of another issuer is an ID token if our client is in its
     * audience and nothing marks it as an access token: the type or the claims of RFC 9068, or Keycloak's {@code "typ": "Bearer"}.
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

    private static TokenVerification reject(String reason) {
        Metrics.TOKENS.labelValues("invalid").inc();
        logRejection(reason);
        return TokenVerification.INVALID;
    }

    private static void logRejection(String reason) {
        LOG.info(() -> "Bearer token refused: " + printable(reason));
    }

    private static TokenVerification unverifiable(String reason) {
        Metrics.TOKENS.labelValues("unverifiable").inc();
        LOG.warning(() -> "Bearer token not verified, the issuer's keys are unavailable: " + printable(reason));
        return TokenVerification.UNVERIFIABLE;
    }

    /** Replaces all but printable ASCII, and truncates: a reason may quote the token, by which a client could forge lines of the log. */
    private static String printable(String reason) {
        String line = reason.replaceAll("\\P{Print}", "?");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
