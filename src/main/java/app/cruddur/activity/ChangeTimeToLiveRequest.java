package app.cruddur.activity;

import app.cruddur.expiry.ValidTimeToLive;

/**
 * Request body that changes how long a crud lives. The messages of the constraints are the API's error codes.
 *
 * @param ttl the time to live from now
 */
public record ChangeTimeToLiveRequest(@ValidTimeToLive(required = true) String ttl) {}
