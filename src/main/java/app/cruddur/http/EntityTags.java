package app.cruddur.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Computes entity tags, and evaluates {@code If-None-Match}: a list of entity tags, compared weakly.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110: If-None-Match</a>
 */
public final class EntityTags {

    private static final String HEADER = "If-None-Match";
    private static final int TAG_BYTES = 16;

    private EntityTags() {}

    /** Computes the entity tag of a body, without quotes. */
    public static String of(byte[] body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(body), TAG_BYTES));
    }

    /**
     * Whether the client holds the representation with this tag.
     *
     * @param tag the entity tag, without quotes
     */
    public static boolean isHeld(String tag, HttpServletRequest request) {
        Enumeration<String> lines = request.getHeaders(HEADER);
        return lines.hasMoreElements() && isHeld(tag, String.join(",", Collections.list(lines)));
    }

    /**
     * Whether the client holds the representation with this tag. JAX-RS is not used, because Jersey answers 500 to a value that is not a
     * list of tags; here such a value matches nothing.
     *
     * @param ifNoneMatch the header's value, or null; everything after a syntax error is ignored
     */
    public static boolean isHeld(String tag, String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        String list = ifNoneMatch.strip();
        if (list.equals("*")) {
            return true;
        }
        int position = 0;
        while (position < list.length()) {
            // A tag may contain a comma, so the list cannot be split at commas.
            char c = list.charAt(position);
            if (c == ',' || c == ' ' || c == '\t') {
                position++;
                continue;
            }
            int openingQuote = list.startsWith("W/", position) ? position + 2 : position;
            int closingQuote = openingQuote < list.length() && list.charAt(openingQuote) == '"'
                    ? list.indexOf('"', openingQuote + 1)
                    : -1;
            if (closingQuote < 0) {
                return false;
            }
            if (closingQuote - openingQuote - 1 == tag.length() && list.startsWith(tag, openingQuote + 1)) {
                return true;
            }
            position = closingQuote + 1;
        }
        return false;
    }
}
