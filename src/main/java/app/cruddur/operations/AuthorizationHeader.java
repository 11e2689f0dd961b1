package app.cruddur.operations;

import java.util.Optional;

/**
 * Reads bearer tokens from {@code Authorization}, in time linear in its length.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750: Authorization Request Header Field</a>
 */
public final class AuthorizationHeader {

    private static final String SCHEME = "Bearer ";

    private AuthorizationHeader() {}

    /**
     * The token; empty text if there is only the scheme.
     *
     * @param value the header's value, or null
     * @return nothing for another scheme, or for a token with white space in it
     */
    public static Optional<String> bearerToken(String value) {
        if (value == null || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        int start = SCHEME.length();
        int end = value.length();
        while (start < end && value.charAt(start) == ' ') {
            start++;
        }
        while (start < end && value.charAt(end - 1) == ' ') {
            end--;
        }
        String token = value.substring(start, end);
        return Optional.of(token).filter(text -> text.chars().noneMatch(Character::isWhitespace));
    }
}
