package app.cruddur.user;

import app.cruddur.http.TextLength;

/**
 * What a client sends to say who the caller is. The constraints' messages are the contract's codes.
 *
 * @param displayName 1 to 50 code points
 * @param bio up to 160 code points; a missing one is empty
 */
public record UpdateProfileRequest(
        @TextLength(name = "display_name", max = 50) String displayName,
        @TextLength(name = "bio", max = 160, optional = true) String bio) {

    public UpdateProfileRequest {
        bio = bio == null ? "" : bio;
    }
}
