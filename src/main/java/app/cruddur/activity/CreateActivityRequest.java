package app.cruddur.activity;

import app.cruddur.expiry.ValidTimeToLive;
import app.cruddur.http.TextLength;

/**
 * Request body that creates a crud. The messages of the constraints are the API's error codes.
 *
 * @param userHandle handle of the author; null or blank means the caller
 * @param message 1 to 280 code points
 * @param ttl the time to live; null means the author's default
 */
public record CreateActivityRequest(
        String userHandle, @TextLength(name = "message", max = 280) String message, @ValidTimeToLive String ttl) {}
