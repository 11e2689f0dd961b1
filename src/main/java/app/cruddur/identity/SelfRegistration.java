package app.cruddur.identity;

import app.cruddur.database.Pooled;
import app.cruddur.user.Registration;
import app.cruddur.user.Registrations;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
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
 * People whom the sign-up Lambda has not registered, or not yet: with {@code CRUDDUR_SELF_REGISTER=true} their first id token does it.
 */
@ApplicationScoped
@Pooled
public class SelfRegistration {

    private static final Logger LOG = Logger.getLogger(SelfRegistration.class.getName());
    private static final boolean ALLOWED = "true".equals(System.getenv("CRUDDUR_SELF_REGISTER"));

    private static final Duration REFUSAL_LIFETIME = Duration.ofMinutes(1);
    private static final int MAX_REFUSALS = 1_000;

    @Resource(lookup = "java:app/jdbc/cruddur")
    private DataSource dataSource;

    /** Registrations that were refused a short time ago: these claims would be refused again. */
    private final Cache<Registration, Registrations.Outcome> refused = Caffeine.newBuilder()
            .expireAfterWrite(REFUSAL_LIFETIME)
            .maximumSize(MAX_REFUSALS)
            .build();

    /** Registers the user whom the claims describe, unless that was refused a short time ago; whether there is a row now. */
    @Transactional
    public boolean register(JWTClaimsSet claims) {
        if (!isFor(claims)) {
            return false;
        }
        try {
            Registration person = Registration.from(claims.getClaims());
            return refused.getIfPresent(person) == null && register(person);
        } catch (Registration.Refused e) {
            LOG.info(() -> "Not registered at sign-in: " + e.getMessage());
            return false;
        }
    }

    private boolean register(Registration person) {
        try (Connection connection = dataSource.getConnection()) {
            Registrations.Outcome outcome = Registrations.register(connection, person);
            // The log holds the reason and no personal data.
            LOG.info(() -> "Registered at sign-in: " + outcome.code());
            if (!outcome.isThere()) {
                refused.put(person, outcome);
            }
            return outcome.isThere();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Whether these claims are for registering: an access token says nothing of the person. */
    private static boolean isFor(JWTClaimsSet claims) {
        return ALLOWED && claims.getClaim("email") != null && !Boolean.FALSE.equals(claims.getClaim("email_verified"));
    }
}
