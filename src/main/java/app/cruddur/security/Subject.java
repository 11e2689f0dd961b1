package app.cruddur.security;

import java.util.regex.Pattern;

/** Validates the subject (OpenID Connect {@code sub}) of a user, stored in {@code users.cognito_user_id}. */
public final class Subject {

    /** Code points; the limit of OpenID Connect Core 1.0, section 2. */
    private static final int MAX_LENGTH = 255;

    /** Prefix of the subjects of seeded users. No token and no registration may use it, so that seeded users cannot be taken over. */
    private static final String RESERVED_PREFIX = "MOCK";

    private static final Pattern CONTROL_OR_SURROGATE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private Subject() {}

    /** Whether a user can sign in with this subject; null is invalid. */
    public static boolean isValid(String subject) {
        return subject != null && fault(subject) == null;
    }

    /** Returns the suffix of an error code such as {@code subject_blank}, or null if the subject is valid. */
    public static String fault(String subject) {
        if (subject.isBlank()) {
            return "_blank";
        }
        if (CONTROL_OR_SURROGATE.matcher(subject).find()) {
            return "_invalid_chars";
        }
        if (subject.codePointCount(0, subject.length()) > MAX_LENGTH) {
            return "_exceed_max_chars";
        }
        return subject.startsWith(RESERVED_PREFIX) ? "_reserved" : null;
    }
}
