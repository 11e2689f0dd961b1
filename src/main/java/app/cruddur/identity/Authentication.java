package app.cruddur.identity;

import java.util.logging.Logger;

/** How callers prove who they are, as {@code CRUDDUR_AUTH} says. */
public enum Authentication {
    /** Bearer tokens of an OpenID Connect issuer: the default. */
    JWT,
    /** Nobody proves anything: for a laptop. */
    OPEN;

    private static final Logger LOG = Logger.getLogger(Authentication.class.getName());

    /**
     * What {@code CRUDDUR_AUTH} says; {@code jwt} when it is not set.
     *
     * @throws IllegalStateException when it says anything else than {@code open} or {@code jwt}
     */
    public static Authentication fromEnvironment() {
        return of(System.getenv("CRUDDUR_AUTH"));
    }

    static Authentication of(String value) {
        return switch (value == null ? "jwt" : value) {
            case "open" -> OPEN;
            case "jwt" -> JWT;
            default -> throw new IllegalStateException("CRUDDUR_AUTH is neither 'open' nor 'jwt'");
        };
    }

    /**
     * Says at start-up what this means for whoever runs the server.
     *
     * @throws IllegalStateException for {@link #JWT}, which is not built yet
     */
    public void announce() {
        if (this == JWT) {
            throw new IllegalStateException(
                    "CRUDDUR_AUTH=jwt, the default, is not built yet; on a laptop set CRUDDUR_AUTH=open");
        }
        LOG.warning(
                "CRUDDUR_AUTH=open: NOBODY IS ASKED WHO THEY ARE. Anyone who reaches this server can post as anyone.");
    }
}
