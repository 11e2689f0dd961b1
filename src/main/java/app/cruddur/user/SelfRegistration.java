package app.cruddur.user;

import app.cruddur.config.Configuration;
import app.cruddur.persistence.resilience.Bulkhead;
import app.cruddur.security.BearerToken;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * People whom the sign-up Lambda has not registered, or not yet: with {@code CRUDDUR_SELF_REGISTER=true} their first id token does it.
 */
@ApplicationScoped
@Bulkhead
public class SelfRegistration {

    private static final Logger LOG = Logger.getLogger(SelfRegistration.class.getName());
    private static final boolean ALLOWED = Configuration.current().get(Configuration.SELF_REGISTER);

    @Resource(lookup = "java:app/jdbc/cruddur")
    private DataSource dataSource;

    /** Whether this token may register its subject: an access token is for the API, and does not describe the user. */
    boolean isFor(BearerToken token) {
        return ALLOWED && token.isIdToken();
    }

    /** Registers whom the claims describe; whether they have a row now. Why not, the log says, without naming anybody. */
    @Transactional
    public boolean register(JWTClaimsSet claims) {
        try (Connection connection = dataSource.getConnection()) {
            RegistrationService.Outcome outcome =
                    RegistrationService.register(connection, Registration.from(claims.getClaims()));
            LOG.info(() -> "Registered at sign-in: " + outcome.code());
            return outcome.isThere();
        } catch (Registration.Refused e) {
            LOG.info(() -> "Not registered at sign-in: " + e.getMessage());
            return false;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
