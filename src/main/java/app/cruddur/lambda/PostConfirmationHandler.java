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
 * Lambda handler of Cognito's post-confirmation trigger: inserts the confirmed user into {@code users}. Cognito allows five seconds and up
 * to three attempts; registering the same subject again changes nothing.
 *
 * <p>The event is returned unchanged, as Cognito requires. Logs and errors contain no user data.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html">Post confirmation
 *     Lambda trigger</a>
 */
public final class PostConfirmationHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    /** The trigger also fires after a password reset, with another trigger source. */
    private static final String SIGN_UP = "PostConfirmation_ConfirmSignUp";

    private final ReusableConnection database = new ReusableConnection(ConnectionUrl.fromEnvironment());

    /**
     * Registers the user of a sign-up event.
     *
     * @throws RegistrationFailedException when the user was not registered; the account stays confirmed
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        if (SIGN_UP.equals(event.get("triggerSource"))) {
            try {
                Outcome outcome = database.register(Registration.from(attributes(event)));
                log(context, outcome.code());
                if (!outcome.isRegistered()) {
                    throw new RegistrationFailedException(outcome.code());
                }
            } catch (Registration.Refused e) {
                log(context, e.getMessage());
                throw new RegistrationFailedException(e.getMessage());
            } catch (SQLException e) {
                // The log omits the exception's message, which may contain values of the row.
                log(context, "SQLSTATE " + e.getSQLState() + " from " + database);
                throw new RegistrationFailedException(
                        DatabaseErrors.isUnavailable(e) ? "database_unavailable" : "database_refused");
            }
        }
        return event;
    }

    private static void log(Context context, String line) {
        context.getLogger().log(line + "\n");
    }

    private static Map<?, ?> attributes(Map<String, Object> event) {
        return event.get("request") instanceof Map<?, ?> request
                        && request.get("userAttributes") instanceof Map<?, ?> attributes
                ? attributes
                : Map.of();
    }
}
