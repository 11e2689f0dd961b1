package app.cruddur.activity;

import app.cruddur.http.Text;

/**
 * What a client sends to answer a crud.
 *
 * @param userHandle the author; null or blank for the caller
 * @param message 1 to 1024 code points
 */
public record NewReply(String userHandle, @Text(name = "message", max = 1024) String message) {}
