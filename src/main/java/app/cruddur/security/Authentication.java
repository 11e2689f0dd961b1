package app.cruddur.security;

import app.cruddur.config.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.logging.Logger;

/** How callers prove who they are, as {@code CRUDDUR_AUTH} says: by a bearer token ({@code jwt}, the default), or not at all ({@code open}). */
@ApplicationScoped
public class Authentication {

    private static final Logger LOG = Logger.getLogger(Authentication.class.getName());

    private Optional<Issuer> issuer;
    private Optional<BearerTokenVerifier> tokens;

    /** For CDI, which also makes its proxies by it. */
    public Authentication() {}

    Authentication(Configuration configuration) {
        configure(configuration);
    }

    /** @throws IllegalStateException when the environment does not say enough, or nonsense */
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

    /** Says at start-up what this means for whoever runs the server. */
    public void announce() {
        issuer.ifPresentOrElse(
                trusted -> LOG.info(
                        () -> "Callers sign in with " + trusted.name() + ", as its client " + trusted.clientId()),
                () -> LOG.warning(
                        "CRUDDUR_AUTH=open: NOBODY IS ASKED WHO THEY ARE. Anyone who reaches this server can post as anyone."));
    }

    /** {@code open} or {@code jwt}. */
    public String name() {
        return isOpen() ? "open" : "jwt";
    }

    /** Whether nobody has to prove anything: for a laptop. */
    public boolean isOpen() {
        return issuer.isEmpty();
    }

    /** Whose tokens count; nothing when none are asked for. */
    public Optional<Issuer> issuer() {
        return issuer;
    }

    /** @throws java.util.NoSuchElementException when none are asked for */
    BearerTokenVerifier tokens() {
        return tokens.orElseThrow();
    }
}
