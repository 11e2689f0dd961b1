package app.cruddur.observability;

import java.util.Optional;

/**
 * Parses bearer tokens from the {@code Authorization} header, in time linear in the length of the header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750: Authorization Request Header Field</a>
 */
public final class AuthorizationHeader {

    private static final String SCHEME = "Bearer ";

    private AuthorizationHeader() {}

    /**
     * Returns the bearer token of a header value.
     *
     * @param value the value of the header, or null
     * @return the token, which is the empty string if the value is the scheme alone; empty for another scheme or a token that contains white
     *     space
     */
    public static Optional<String> bearerToken(String value) {
        if (value == null || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(value.substring(SCHEME.length()).strip())
                .filter(token -> token.chars().noneMatch(Character::isWhitespace));
    }
}
