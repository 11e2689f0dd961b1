package app.cruddur.activity;

import app.cruddur.http.TextLength;
import jakarta.validation.constraints.NotBlank;

/**
 * What a client sends to publish a crud. The constraints' messages are the contract's codes.
 *
 * @param userHandle who posts it
 * @param message 1 to 280 code points
 * @param ttl a {@link TimeToLive}'s name
 */
public record CreateActivityRequest(
        @NotBlank(message = "user_handle_blank") String userHandle,
        @TextLength(name = "message", max = 280) String message,
        @NotBlank(message = "ttl_blank") @ValidTimeToLive String ttl) {}
