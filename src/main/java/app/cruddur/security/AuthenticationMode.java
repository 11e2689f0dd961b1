package app.cruddur.security;

import app.cruddur.config.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.logging.Logger;

/** The authentication mode of {@code CRUDDUR_AUTH}: bearer tokens ({@code jwt}, the default) or no authentication ({@code open}). */
@ApplicationScoped
public class AuthenticationMode {

    private static final Logger LOG = Logger.getLogger(AuthenticationMode.class.getName());

    private Optional<Issuer> issuer;
    private Optional<BearerTokenVerifier> tokens;

    /** For CDI, which needs a public constructor without parameters for its client proxies. */
    public AuthenticationMode() {}

    AuthenticationMode(Configuration configuration) {
        configure(configuration);
    }

    /** @throws IllegalStateException if settings are missing or invalid */
    @PostConstruct
    void configure() {
        configure(Configuration.current());
    }

    private void configure(Configuration configuration) {
        issuer = configuration.get(Configuration.AUTH).equals("open")
                ? Optional.empty()
                : Optional.of(Issuer.of(configuration));
        tokens = issuer.map(BearerTokenVerifier::new);
    }

    /** Logs the mode at start-up; {@code open} is a warning. */
    public void logConfiguration() {
        issuer.ifPresentOrElse(
                trusted -> LOG.info(
                        () -> "Callers sign in with " + trusted.name() + ", as its client " + trusted.clientId()),
                () -> LOG.warning(
                        "CRUDDUR_AUTH=open: AUTHENTICATION IS OFF. Any client that reaches this server can post as any user."));
    }

    /** {@code open} or {@code jwt}. */
    public String name() {
        return isOpen() ? "open" : "jwt";
    }

    /** Whether authentication is off; for development only. */
    public boolean isOpen() {
        return issuer.isEmpty();
    }

    /** The issuer whose tokens are accepted; empty if the mode is {@code open}. */
    public Optional<Issuer> issuer() {
        return issuer;
    }

    /** @throws java.util.NoSuchElementException if the mode is {@code open} */
    BearerTokenVerifier tokens() {
        return tokens.orElseThrow();
    }
}
