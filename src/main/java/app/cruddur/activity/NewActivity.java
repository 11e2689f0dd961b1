package app.cruddur.activity;

import app.cruddur.http.Text;
import jakarta.validation.constraints.NotBlank;

/**
 * What a client sends to publish a crud. The constraints' messages are the contract's codes.
 *
 * @param userHandle the author; null or blank for the caller
 * @param message 1 to 280 code points
 * @param ttl a {@link TimeToLive}'s name
 */
public record NewActivity(
        String userHandle,
        @Text(name = "message", max = 280) String message,
        @NotBlank(message = "ttl_blank") @KnownTimeToLive String ttl) {}
