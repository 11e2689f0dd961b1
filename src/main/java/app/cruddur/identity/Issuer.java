package app.cruddur.identity;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose tokens count here: an OpenID Connect issuer and one of its clients.
 *
 * @param name as the tokens' {@code iss} has it, to the letter
 * @param clientId the client that the tokens are made for
 * @param keys where its JWK set is; nothing: as its discovery document says
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery</a>
 */
public record Issuer(String name, String clientId, Optional<URI> keys) {

    private static final String REGION = "AWS_DEFAULT_REGION";
    private static final String POOL = "AWS_COGNITO_USER_POOL_ID";
    private static final String POOL_CLIENT = "AWS_COGNITO_USER_POOL_CLIENT_ID";
    private static final String ISSUER = "OIDC_ISSUER";
    private static final String CLIENT = "OIDC_CLIENT_ID";
    private static final String KEYS = "OIDC_JWKS_URI";

    /**
     * A Cognito user pool or any other issuer, as the environment names it.
     *
     * @throws IllegalStateException naming what is missing, or when both are configured
     */
    static Issuer in(Map<String, String> environment) {
        boolean cognito = isSet(environment, POOL) || isSet(environment, POOL_CLIENT);
        boolean other = isSet(environment, ISSUER) || isSet(environment, CLIENT) || isSet(environment, KEYS);
        if (cognito && other) {
            throw new IllegalStateException(
                    "Both a Cognito user pool (%s) and another issuer (%s) are configured; choose one"
                            .formatted(POOL, ISSUER));
        }
        if (!cognito && !other) {
            throw new IllegalStateException(
                    """
                    CRUDDUR_AUTH=jwt, the default, needs to know whose tokens count: %s, %s and %s for Cognito, or %s and %s for another \
                    OpenID Connect issuer. On a laptop CRUDDUR_AUTH=open asks nobody who they are"""
                            .formatted(REGION, POOL, POOL_CLIENT, ISSUER, CLIENT));
        }
        return cognito ? cognito(environment) : other(environment);
    }

    private static Issuer cognito(Map<String, String> environment) {
        require(environment, REGION, POOL, POOL_CLIENT);
        String name =
                "https://cognito-idp.%s.amazonaws.com/%s".formatted(environment.get(REGION), environment.get(POOL));
        return new Issuer(name, environment.get(POOL_CLIENT), Optional.of(URI.create(name + "/.well-known/jwks.json")));
    }

    private static Issuer other(Map<String, String> environment) {
        require(environment, ISSUER, CLIENT);
        return new Issuer(
                web(ISSUER, environment.get(ISSUER)).toString(),
                environment.get(CLIENT),
                isSet(environment, KEYS) ? Optional.of(web(KEYS, environment.get(KEYS))) : Optional.empty());
    }

    private static void require(Map<String, String> environment, String... names) {
        List<String> missing = List.of(names).stream()
                .filter(name -> !isSet(environment, name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("CRUDDUR_AUTH=jwt: not set: " + String.join(", ", missing));
        }
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value != null && !value.isBlank();
    }

    private static URI web(String name, String value) {
        try {
            URI uri = URI.create(value);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new IllegalStateException(name + " is no http or https address");
    }

    /** Where the issuer says how it is to be talked to. */
    URI discovery() {
        return URI.create(name.replaceAll("(?<!/)/+$", "") + "/.well-known/openid-configuration");
    }
}
