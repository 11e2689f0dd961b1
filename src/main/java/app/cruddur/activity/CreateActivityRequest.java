package app.cruddur.activity;

import app.cruddur.http.TextLength;
import jakarta.validation.constraints.NotBlank;

/**
 * Request body that creates a crud. The messages of the constraints are the API's error codes.
 *
 * @param userHandle handle of the author; null or blank means the caller
 * @param message 1 to 280 code points
 * @param ttl label of a {@link TimeToLive}
 */
public record CreateActivityRequest(
        String userHandle,
        @TextLength(name = "message", max = 280) String message,
        @NotBlank(message = "ttl_blank") @ValidTimeToLive String ttl) {}
