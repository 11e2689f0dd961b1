package app.cruddur.observability;

import app.cruddur.config.Configuration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Access rule for the metrics, configured by {@code CRUDDUR_METRICS}: closed if it is not set, public if it is {@code open}, otherwise a
 * bearer token that clients must send.
 *
 * @param token the required token; null if access is closed or open
 */
public record MetricsAccess(boolean isOpen, byte[] token) {

    /** @throws IllegalStateException when the token is too short to be secure, or has characters other than visible ASCII */
    public static MetricsAccess fromEnvironment() {
        return of(Configuration.current());
    }

    static MetricsAccess of(Configuration configuration) {
        String access = configuration.get(Configuration.METRICS);
        return switch (access) {
            case "" -> new MetricsAccess(false, null);
            case "open" -> new MetricsAccess(true, null);
            default -> new MetricsAccess(false, access.getBytes(StandardCharsets.US_ASCII));
        };
    }

    /** Whether no client can read the metrics. */
    public boolean isClosed() {
        return !isOpen && token == null;
    }

    /** Whether the value of an {@code Authorization} header, or null, contains the token. The comparison takes constant time. */
    public boolean isAuthorized(String authorization) {
        return token != null
                && AuthorizationHeader.bearerToken(authorization)
                        .filter(text -> MessageDigest.isEqual(token, text.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }
}
