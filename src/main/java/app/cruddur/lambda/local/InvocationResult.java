package app.cruddur.lambda.local;

import java.time.Duration;

/**
 * What a Lambda gave back.
 *
 * @param failed whether it is an error
 * @param body the returned event, or an error as JSON with {@code errorMessage} and {@code errorType}
 * @param took from handing the event out to having the answer
 */
public record InvocationResult(boolean failed, String body, Duration took) {}
