package app.cruddur.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people are called: 1 to 30 of {@code a-z 0-9 _}, as the schema's {@code users_handle_check} has it. */
final class Handle {

    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_]{1,30}");

    private Handle() {}

    /** A handle in its stored form, lower case; empty if it is not valid. Only ASCII: the lower case of the Kelvin sign is k. */
    static Optional<String> stored(String text) {
        return Optional.of(text).filter(ACCEPTED.asMatchPredicate()).map(handle -> handle.toLowerCase(Locale.ROOT));
    }
}
