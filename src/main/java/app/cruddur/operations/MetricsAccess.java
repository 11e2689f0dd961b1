package app.cruddur.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Who may read the metrics, as {@code CRUDDUR_METRICS} says: nobody, when it is not set; everybody ({@code open}); or whoever bears the
 * token that it is.
 */
public final class MetricsAccess {

    private static final int SHORTEST = 16;

    private final boolean open;
    /** Null when there is none. */
    private final byte[] token;

    private MetricsAccess(boolean open, byte[] token) {
        this.open = open;
        this.token = token;
    }

    /** @throws IllegalStateException when it is set to what could be guessed, or to what no header can say */
    public static MetricsAccess fromEnvironment() {
        return of(System.getenv("CRUDDUR_METRICS"));
    }

    static MetricsAccess of(String variable) {
        if (variable == null || variable.isBlank()) {
            return new MetricsAccess(false, null);
        }
        if (variable.equals("open")) {
            return new MetricsAccess(true, null);
        }
        if (!variable.matches("[!-~]{" + SHORTEST + ",}")) {
            // It may be a password that somebody mistyped: nothing of it is told.
            throw new IllegalStateException("CRUDDUR_METRICS is neither 'open' nor a token of " + SHORTEST
                    + " characters or more without blanks");
        }
        return new MetricsAccess(false, variable.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether there is nothing to be had by anybody. */
    public boolean isClosed() {
        return !open && token == null;
    }

    public boolean isOpen() {
        return open;
    }

    /** Whether an {@code Authorization} header, or null, bears the token; it takes as long to say no as to say yes. */
    public boolean bears(String authorization) {
        return token != null
                && AuthorizationHeader.bearerToken(authorization)
                        .filter(text -> MessageDigest.isEqual(token, text.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }
}
