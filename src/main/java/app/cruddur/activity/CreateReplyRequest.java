package app.cruddur.activity;

import app.cruddur.http.TextLength;

/**
 * Request body that creates a reply.
 *
 * @param userHandle handle of the author; null or blank means the caller
 * @param message 1 to 1024 code points
 */
public record CreateReplyRequest(String userHandle, @TextLength(name = "message", max = 1024) String message) {}
