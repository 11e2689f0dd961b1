package app.cruddur.security;

import static app.cruddur.config.Configuration.AWS_REGION;
import static app.cruddur.config.Configuration.COGNITO_CLIENT_ID;
import static app.cruddur.config.Configuration.COGNITO_USER_POOL_ID;
import static app.cruddur.config.Configuration.OIDC_CLIENT_ID;
import static app.cruddur.config.Configuration.OIDC_ISSUER;
import static app.cruddur.config.Configuration.OIDC_JWKS_URI;

import app.cruddur.config.Configuration;
import app.cruddur.config.ConfigurationException;
import app.cruddur.config.Setting;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The OpenID Connect issuer whose tokens are accepted, and our client id there.
 *
 * @param name exactly the {@code iss} claim of its tokens
 * @param clientId the client that the tokens are issued for
 * @param keys the URL of its JWK set; empty: taken from its discovery document
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery</a>
 */
public record Issuer(String name, String clientId, Optional<URI> keys) {

    /**
     * Reads the issuer from the configuration: a Cognito user pool or another OpenID Connect issuer.
     *
     * @throws ConfigurationException naming the variables that are missing, or when both kinds of issuer are configured
     */
    static Issuer of(Configuration configuration) {
        boolean cognito = isAnySet(configuration, List.of(COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID));
        boolean other = isAnySet(configuration, List.of(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_JWKS_URI));
        if (cognito && other) {
            throw new ConfigurationException(
                    "Both a Cognito user pool (%s) and another issuer (%s) are configured; choose one"
                            .formatted(COGNITO_USER_POOL_ID.variable(), OIDC_ISSUER.variable()));
        }
        if (!cognito && !other) {
            throw new ConfigurationException(
                    """
                    CRUDDUR_AUTH=jwt, the default, needs the issuer of the tokens: %s, %s and %s for Cognito, or %s and %s for another \
                    OpenID Connect issuer. For development, CRUDDUR_AUTH=open accepts callers without a token"""
                            .formatted(
                                    AWS_REGION.variable(),
                                    COGNITO_USER_POOL_ID.variable(),
                                    COGNITO_CLIENT_ID.variable(),
                                    OIDC_ISSUER.variable(),
                                    OIDC_CLIENT_ID.variable()));
        }
        return cognito ? cognito(configuration) : other(configuration);
    }

    private static Issuer cognito(Configuration configuration) {
        require(configuration, List.of(AWS_REGION, COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID));
        String name = "https://cognito-idp.%s.amazonaws.com/%s"
                .formatted(configuration.get(AWS_REGION), configuration.get(COGNITO_USER_POOL_ID));
        return new Issuer(
                name, configuration.get(COGNITO_CLIENT_ID), Optional.of(URI.create(name + "/.well-known/jwks.json")));
    }

    private static Issuer other(Configuration configuration) {
        require(configuration, List.of(OIDC_ISSUER, OIDC_CLIENT_ID));
        return new Issuer(
                configuration.get(OIDC_ISSUER),
                configuration.get(OIDC_CLIENT_ID),
                configuration.find(OIDC_JWKS_URI).map(URI::create));
    }

    private static void require(Configuration configuration, List<Setting<String>> settings) {
        String missing = settings.stream()
                .filter(setting -> configuration.find(setting).isEmpty())
                .map(Setting::variable)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new ConfigurationException("CRUDDUR_AUTH=jwt: not set: " + missing);
        }
    }

    private static boolean isAnySet(Configuration configuration, List<Setting<String>> settings) {
        return settings.stream().anyMatch(setting -> configuration.find(setting).isPresent());
    }

    /** The URL of the discovery document. */
    URI discovery() {
        return URI.create(name.replaceAll("(?<!/)/+$", "") + "/.well-known/openid-configuration");
    }
}
