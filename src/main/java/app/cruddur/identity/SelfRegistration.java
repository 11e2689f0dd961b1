package app.cruddur.identity;

import app.cruddur.database.Pooled;
import app.cruddur.user.Registration;
import app.cruddur.user.Registrations;
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
@Pooled
public class SelfRegistration {

    private static final Logger LOG = Logger.getLogger(SelfRegistration.class.getName());
    private static final boolean ALLOWED = "true".equals(System.getenv("CRUDDUR_SELF_REGISTER"));

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
            Registrations.Outcome outcome = Registrations.register(connection, Registration.from(claims.getClaims()));
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
