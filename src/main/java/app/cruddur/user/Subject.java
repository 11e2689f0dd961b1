package app.cruddur.user;

import java.util.regex.Pattern;

/** The subject of an identity provider, {@code users.cognito_user_id}. */
public final class Subject {

    /** Code points; OpenID Connect Core 1.0, section 2, allows no more. */
    private static final int MAX_LENGTH = 255;

    /** Seeded users have subjects with this prefix, so that no token and no registration can take one of them over by its subject. */
    private static final String RESERVED_PREFIX = "MOCK";

    private static final Pattern CONTROL_OR_SURROGATE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private Subject() {}

    /** Whether a user can sign in with this subject; null is none. */
    public static boolean isValid(String subject) {
        return subject != null && fault(subject) == null;
    }

    /** What is wrong with a subject, as the end of an error code such as {@code subject_blank}; null if nothing is. */
    static String fault(String subject) {
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
