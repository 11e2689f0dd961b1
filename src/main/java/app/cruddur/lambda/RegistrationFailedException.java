package app.cruddur.lambda;

/** A confirmed account could not be registered. Cognito shows the message to the user; the next sign-in retries the registration. */
final class RegistrationFailedException extends RuntimeException {

    /** @param codes the reasons, such as {@code handle_taken}; Lambda logs them with the exception */
    RegistrationFailedException(String codes) {
        super("The account is confirmed, but has no profile yet: " + codes, null, false, false);
    }
}
