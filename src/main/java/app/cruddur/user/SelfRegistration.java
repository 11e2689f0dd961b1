package app.cruddur.user;

import app.cruddur.config.Configuration;
import app.cruddur.persistence.resilience.Bulkhead;
import app.cruddur.security.TokenVerification;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Registration at the first sign-in, with {@code CRUDDUR_SELF_REGISTER=true}: for users whom the sign-up Lambda has not registered.
 */
@ApplicationScoped
@Bulkhead
public class SelfRegistration {

    private static final Logger LOG = Logger.getLogger(SelfRegistration.class.getName());
    private static final boolean ENABLED = Configuration.current().get(Configuration.SELF_REGISTER);

    private static final Duration REFUSAL_LIFETIME = Duration.ofMinutes(1);
    private static final int MAX_REFUSALS = 1_000;

    @Resource(lookup = "java:app/jdbc/cruddur")
    private DataSource dataSource;

    /** Registrations that were refused recently. They are not retried, because the same claims would be refused again. */
    private final Cache<Registration, RegistrationService.Outcome> refused = Caffeine.newBuilder()
            .expireAfterWrite(REFUSAL_LIFETIME)
            .maximumSize(MAX_REFUSALS)
            // Evict on the calling thread: a common pool would outlive an undeployment.
            .executor(Runnable::run)
            .build();

    /**
     * Registers the user that an ID token describes, unless the same claims were refused recently. An access token does not describe the
     * user and is ignored.
     *
     * @return whether the user has a row now
     */
    @Transactional
    public boolean register(TokenVerification token) {
        if (!ENABLED || !token.isIdToken()) {
            return false;
        }
        try {
            Registration person = Registration.from(token.claims().orElseThrow().getClaims());
            return refused.getIfPresent(person) == null && register(person);
        } catch (Registration.Refused e) {
            LOG.info(() -> "Not registered at sign-in: " + e.getMessage());
            return false;
        }
    }

    private boolean register(Registration person) {
        try (Connection connection = dataSource.getConnection()) {
            RegistrationService.Outcome outcome = RegistrationService.register(connection, person);
            // The log holds the reason and no personal data.
            LOG.info(() ->
                    (outcome.isRegistered() ? "Registered" : "Not registered") + " at sign-in: " + outcome.code());
            if (!outcome.isRegistered()) {
                refused.put(person, outcome);
            }
            return outcome.isRegistered();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
