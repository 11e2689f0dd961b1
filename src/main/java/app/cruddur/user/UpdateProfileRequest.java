package app.cruddur.user;

import app.cruddur.expiry.ValidTimeToLive;
import app.cruddur.http.TextLength;

/**
 * Request body that replaces the caller's profile. The messages of the constraints are the API's error codes.
 *
 * @param displayName 1 to 50 code points
 * @param bio up to 160 code points; null means empty
 * @param defaultTtl the default time to live of the user's cruds; null means no change, because older front ends do not send it
 * @param notifyExpiring whether the user is notified a day before a crud expires; null means no change
 */
public record UpdateProfileRequest(
        @TextLength(name = "display_name", max = 50) String displayName,
        @TextLength(name = "bio", max = 160, optional = true) String bio,
        @ValidTimeToLive(name = "default_ttl") String defaultTtl,
        Boolean notifyExpiring) {

    public UpdateProfileRequest {
        bio = bio == null ? "" : bio;
    }
}
