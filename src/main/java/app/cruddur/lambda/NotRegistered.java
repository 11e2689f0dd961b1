package app.cruddur.lambda;

/** Somebody is confirmed and has no row yet. Cognito shows the message to whoever confirms, and their next sign-in tries again. */
final class NotRegistered extends RuntimeException {

    /** @param codes why, such as {@code handle_taken}; they are in the log with it */
    NotRegistered(String codes) {
        super("The account is confirmed, but has no profile yet: " + codes, null, false, false);
    }
}
