package app.cruddur.activity;

import app.cruddur.user.UserRepository;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern USER = Pattern.compile("@([a-z0-9_]{1,30})");

    /** @param handle in its stored form, {@link UserRepository#handle} */
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
        Matcher user = USER.matcher(name);
        return user.matches() ? Optional.of(ofUser(user.group(1))) : Optional.empty();
    }

    /** The user whose feed it is; empty for everybody's. */
    Optional<String> handle() {
        return Optional.ofNullable(parameters.get("handle"));
    }
}
