package app.cruddur.activity;

import app.cruddur.user.Handle;
import java.util.Map;
import java.util.Optional;

/**
 * A feed: everybody's cruds, or those of one user.
 *
 * @param path its path below {@code /api/}, with the handle in lower case; the key in the cache
 * @param query the name of the query that reads it
 * @param parameters the parameters of the query
 */
record Feed(String path, String query, Map<String, String> parameters) {

    static final Feed HOME = new Feed("activities/home", "activities/home", Map.of());

    private static final String PREFIX = "/api/activities/";

    /** @param handle in its stored form, {@link Handle#stored} */
    static Feed ofUser(String handle) {
        return new Feed("activities/@" + handle, "activities/user", Map.of("handle", handle));
    }

    /** The feed with a path below the context root; empty for other paths, and for a handle that is not in its stored form. */
    static Optional<Feed> at(String path) {
        if (!path.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = path.substring(PREFIX.length());
        if (name.equals("home")) {
            return Optional.of(HOME);
        }
        String handle = name.startsWith("@") ? name.substring(1) : "";
        return Handle.stored(handle).filter(handle::equals).map(Feed::ofUser);
    }

    /** The user whose feed it is; empty for everybody's. */
    Optional<String> handle() {
        return Optional.ofNullable(parameters.get("handle"));
    }
}
