package app.cruddur.lambda;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.persistence.resilience.DatabaseErrors;
import app.cruddur.user.Registration;
import app.cruddur.user.RegistrationService.Outcome;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.sql.SQLException;
import java.util.Map;

/**
 * Puts who has confirmed their account in Cognito into {@code users}. Cognito waits five seconds and may call again: the same person twice
 * is one row.
 *
 * <p>The event goes back as it came, for Cognito takes nothing else. No log and no error says anything about the person.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html">Post confirmation
 *     Lambda trigger</a>
 */
public final class PostConfirmationHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    /** The trigger comes after a new password too, and may come after more one day. */
    private static final String SIGN_UP = "PostConfirmation_ConfirmSignUp";

    private final ReusableConnection database = new ReusableConnection(ConnectionUrl.fromEnvironment());

    /**
     * Registers the person of a sign-up's event.
     *
     * @throws NotRegistered when they have no row now, which Cognito tells whoever confirms; they are confirmed all the same
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        if (SIGN_UP.equals(event.get("triggerSource"))) {
            try {
                Outcome outcome = database.register(Registration.from(attributes(event)));
                tell(context, outcome.code());
                if (!outcome.isThere()) {
                    throw new NotRegistered(outcome.code());
                }
            } catch (Registration.Refused e) {
                tell(context, e.getMessage());
                throw new NotRegistered(e.getMessage());
            } catch (SQLException e) {
                // Its message may hold the row; the state and the address say what an operator needs.
                tell(context, "SQLSTATE " + e.getSQLState() + " from " + database);
                throw new NotRegistered(DatabaseErrors.isUnavailable(e) ? "database_unavailable" : "database_refused");
            }
        }
        return event;
    }

    private static void tell(Context context, String line) {
        context.getLogger().log(line + "\n");
    }

    private static Map<?, ?> attributes(Map<String, Object> event) {
        return event.get("request") instanceof Map<?, ?> request
                        && request.get("userAttributes") instanceof Map<?, ?> attributes
                ? attributes
                : Map.of();
    }
}
