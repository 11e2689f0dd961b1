package app.cruddur.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people are called: 1 to 30 of {@code a-z 0-9 _}, as the schema's {@code users_handle_check} has it. */
final class Handle {

    private static final Pattern STORED = Pattern.compile("[a-z0-9_]{1,30}");

    private Handle() {}

    /** A handle in its stored form, lower case, or nothing when nobody can have it. */
    static Optional<String> stored(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT)).filter(STORED.asMatchPredicate());
    }
}
