package app.cruddur.lambda.local;

import java.time.Duration;

/**
 * The result of an invocation of a Lambda function.
 *
 * @param failed whether the function reported an error
 * @param body the returned event, or an error as JSON with {@code errorMessage} and {@code errorType}
 * @param took the time from delivering the event to receiving the result
 */
public record InvocationResult(boolean failed, String body, Duration took) {}
