package app.cruddur.activity;

import app.cruddur.http.TextLength;
import jakarta.validation.constraints.NotBlank;

/**
 * What a client sends to publish a crud. The constraints' messages are the contract's codes.
 *
 * @param userHandle the author; null or blank for the caller
 * @param message 1 to 280 code points
 * @param ttl a {@link TimeToLive}'s name
 */
public record CreateActivityRequest(
        String userHandle,
        @TextLength(name = "message", max = 280) String message,
        @NotBlank(message = "ttl_blank") @ValidTimeToLive String ttl) {}
