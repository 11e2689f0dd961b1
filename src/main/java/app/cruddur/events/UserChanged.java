package app.cruddur.events;

import java.util.UUID;

/**
 * CDI event: a user changed the profile, or deleted the account. After the commit this node invalidates its cached feeds and users; those of
 * other nodes expire within a second. Streams receive no event.
 */
public record UserChanged(UUID user) {}
