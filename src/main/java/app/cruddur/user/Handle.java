package app.cruddur.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Syntax of user handles: 1 to 30 characters of {@code a-z 0-9 _}, as in the schema's constraint {@code users_handle_check}. */
public final class Handle {

    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_]{1,30}");

    private Handle() {}

    /**
     * Returns a handle in its stored form, lower case, or empty if it is not valid. Only ASCII is valid: the lower case of the Kelvin sign
     * (U+212A) would be k.
     */
    public static Optional<String> stored(String text) {
        return Optional.of(text).filter(ACCEPTED.asMatchPredicate()).map(handle -> handle.toLowerCase(Locale.ROOT));
    }
}
