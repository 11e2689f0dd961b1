package app.cruddur.expiry;

/**
 * Request body that changes how long a crud, or the messages of a conversation, live. The messages of the constraints are the API's error
 * codes.
 *
 * @param ttl the new time to live
 */
public record ChangeTimeToLiveRequest(@ValidTimeToLive(required = true) String ttl) {}
