package app.cruddur.user;

import app.cruddur.http.UnicodeText;
import app.cruddur.security.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A new user in stored form, created from the claims of an identity provider. It is plain Java, because the sign-up Lambda and the server
 * both use it.
 *
 * @param subject the provider's key of the user, stored in {@code users.cognito_user_id}
 * @param handle in lower case
 * @param displayName the first 50 code points of the name; the user may change it later
 * @param email unchanged; unique regardless of case
 * @param emailVerified whether the provider has verified the address; {@link #from} refuses an unverified address
 */
public record Registration(String subject, String handle, String displayName, String email, boolean emailVerified) {

    private static final int MAX_DISPLAY_NAME_CODE_POINTS = 50;
    private static final int MAX_EMAIL_CODE_POINTS = 254;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /**
     * Reads the claims {@code sub}, {@code preferred_username}, {@code name}, {@code email} and {@code email_verified}. Their
     * names are the same in Cognito's user attributes and in OpenID Connect ID tokens.
     *
     * @param claims strings; {@code email_verified} may also be a boolean. A null claim counts as missing.
     * @throws Refused with all error codes, in the order subject, handle, display_name, email
     * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID Connect: Standard Claims</a>
     */
    public static Registration from(Map<?, ?> claims) throws Refused {
        String subject = text(claims, "sub");
        String handle = text(claims, "preferred_username");
        String name = text(claims, "name");
        String email = text(claims, "email");

        List<String> codes = new ArrayList<>();
        String error = Subject.fault(subject);
        if (error != null) {
            codes.add("subject" + error);
        }
        if (handle.isEmpty()) {
            codes.add("handle_blank");
        } else if (Handle.stored(handle).isEmpty()) {
            codes.add("handle_invalid");
        }
        error = errorSuffix(name, Integer.MAX_VALUE);
        if (error != null) {
            codes.add("display_name" + error);
        }
        error = errorSuffix(email, MAX_EMAIL_CODE_POINTS);
        if (error == null && !EMAIL.matcher(email).matches()) {
            error = "_invalid";
        }
        if (error == null && !isVerified(claims.get("email_verified"))) {
            error = "_unverified";
        }
        if (error != null) {
            codes.add("email" + error);
        }
        if (!codes.isEmpty()) {
            throw new Refused(codes);
        }
        return new Registration(
                subject,
                Handle.stored(handle).orElseThrow(),
                truncate(name, MAX_DISPLAY_NAME_CODE_POINTS),
                email,
                true);
    }

    /** The claim is a boolean in OpenID Connect and a string in Cognito's user attributes. */
    private static boolean isVerified(Object claim) {
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }

    /** Returns a claim without surrounding white space. A claim that is not a string counts as missing. */
    private static String text(Map<?, ?> claims, String name) {
        return claims.get(name) instanceof String value ? value.strip() : "";
    }

    /** Validates a required text: returns the suffix of the error code, or null if the text is valid. */
    private static String errorSuffix(String text, int max) {
        if (UnicodeText.isBlank(text)) {
            return "_blank";
        }
        if (UnicodeText.hasInvalidCharacters(text) || text.chars().anyMatch(Character::isISOControl)) {
            return "_invalid_chars";
        }
        return text.codePointCount(0, text.length()) > max ? "_exceed_max_chars" : null;
    }

    private static String truncate(String text, int max) {
        return text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max)).strip();
    }

    /** Omits the claims, which are personal data, so that they cannot be logged by accident. */
    @Override
    public String toString() {
        return "Registration[…]";
    }

    /** The claims are not valid. The message contains only the error codes, never values of claims. */
    public static final class Refused extends Exception {

        private final transient List<String> codes;

        Refused(List<String> codes) {
            super(String.join(" ", codes));
            this.codes = List.copyOf(codes);
        }

        /** Error codes such as {@code handle_invalid}; never empty. */
        public List<String> codes() {
            return codes;
        }
    }
}
