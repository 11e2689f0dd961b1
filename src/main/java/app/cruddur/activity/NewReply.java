package app.cruddur.activity;

import app.cruddur.http.Text;
import jakarta.validation.constraints.NotBlank;

/**
 * What a client sends to answer a crud.
 *
 * @param userHandle who answers
 * @param message 1 to 1024 code points
 */
public record NewReply(
        @NotBlank(message = "user_handle_blank") String userHandle,
        @Text(name = "message", max = 1024) String message) {}
