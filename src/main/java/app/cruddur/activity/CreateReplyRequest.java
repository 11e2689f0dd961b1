package app.cruddur.activity;

import app.cruddur.http.TextLength;
import jakarta.validation.constraints.NotBlank;

/**
 * What a client sends to answer a crud.
 *
 * @param userHandle who answers
 * @param message 1 to 1024 code points
 */
public record CreateReplyRequest(
        @NotBlank(message = "user_handle_blank") String userHandle,
        @TextLength(name = "message", max = 1024) String message) {}
