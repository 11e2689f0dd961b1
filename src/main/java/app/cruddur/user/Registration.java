package app.cruddur.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A new person, as an identity provider's claims tell of them, in the form in which they are stored. Plain Java: the sign-up Lambda and
 * the server make it the same way.
 *
 * @param subject the provider's key, {@code users.cognito_user_id}
 * @param handle lower case
 * @param displayName the first 50 code points of the name; its owner may change it later
 * @param email as given; unique in whatever case
 * @param emailVerified whether the provider has verified that the address is theirs; {@link #from} accepts no other
 */
public record Registration(String subject, String handle, String displayName, String email, boolean emailVerified) {

    private static final int MAX_DISPLAY_NAME = 50;
    private static final int MAX_EMAIL = 254;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /**
     * Reads the claims {@code sub}, {@code preferred_username}, {@code name}, {@code email} and {@code email_verified}, which Cognito's
     * user attributes and OpenID Connect's ID tokens call the same.
     *
     * @param claims texts, and {@code email_verified} as a boolean or its text; null and missing are the same
     * @throws Refused with the codes of all that is wrong, in the order subject, handle, display_name, email
     * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID Connect: Standard Claims</a>
     */
    public static Registration from(Map<?, ?> claims) throws Refused {
        String subject = text(claims, "sub");
        String handle = text(claims, "preferred_username");
        String name = text(claims, "name");
        String email = text(claims, "email");

        List<String> codes = new ArrayList<>();
        String fault = Subject.fault(subject);
        if (fault != null) {
            codes.add("subject" + fault);
        }
        if (handle.isEmpty()) {
            codes.add("handle_blank");
        } else if (Handle.stored(handle).isEmpty()) {
            codes.add("handle_invalid");
        }
        fault = fault(name, Integer.MAX_VALUE);
        if (fault != null) {
            codes.add("display_name" + fault);
        }
        fault = fault(email, MAX_EMAIL);
        if (fault == null && !EMAIL.matcher(email).matches()) {
            fault = "_invalid";
        }
        if (fault == null && !isVerified(claims.get("email_verified"))) {
            fault = "_unverified";
        }
        if (fault != null) {
            codes.add("email" + fault);
        }
        if (!codes.isEmpty()) {
            throw new Refused(codes);
        }
        return new Registration(subject, Handle.stored(handle).orElseThrow(), cut(name, MAX_DISPLAY_NAME), email, true);
    }

    /** OpenID Connect has a boolean, Cognito's user attributes have its text. */
    private static boolean isVerified(Object claim) {
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }

    /** A claim of another type counts as missing. */
    private static String text(Map<?, ?> claims, String name) {
        return claims.get(name) instanceof String value ? value.strip() : "";
    }

    /** What is wrong with a text that must be there, as the end of a code; or null. */
    private static String fault(String text, int max) {
        if (text.isEmpty()) {
            return "_blank";
        }
        if (UNPRINTABLE.matcher(text).find()) {
            return "_invalid_chars";
        }
        return text.codePointCount(0, text.length()) > max ? "_exceed_max_chars" : null;
    }

    private static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max)).strip();
    }

    /** Claims are people's own: no log shall show them by accident. */
    @Override
    public String toString() {
        return "Registration[…]";
    }

    /** The claims make no person. The message is the codes alone, nothing that the claims said. */
    public static final class Refused extends Exception {

        private final transient List<String> codes;

        Refused(List<String> codes) {
            super(String.join(" ", codes));
            this.codes = List.copyOf(codes);
        }

        /** Such as {@code handle_invalid}; never empty. */
        public List<String> codes() {
            return codes;
        }
    }
}
