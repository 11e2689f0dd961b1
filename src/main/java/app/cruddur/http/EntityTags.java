package app.cruddur.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;

/**
 * {@code If-None-Match}: a list of entity tags, compared weakly.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110: If-None-Match</a>
 */
public final class EntityTags {

    private static final String HEADER = "If-None-Match";

    private EntityTags() {}

    /**
     * Whether the client holds the representation.
     *
     * @param tag its entity tag, without quotes
     */
    public static boolean isHeld(String tag, HttpServletRequest request) {
        Enumeration<String> lines = request.getHeaders(HEADER);
        return lines.hasMoreElements() && isHeld(tag, String.join(",", Collections.list(lines)));
    }

    /**
     * The same of a header's value. Not by JAX-RS: Jersey answers 500 to a value that is not a list of tags, which is a client that holds
     * nothing.
     *
     * @param ifNoneMatch the value, or null; anything after a syntax error is ignored
     */
    public static boolean isHeld(String tag, String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        String list = ifNoneMatch.strip();
        if (list.equals("*")) {
            return true;
        }
        int at = 0;
        while (at < list.length()) {
            // A tag may hold a comma, so that the list cannot be split at each.
            char c = list.charAt(at);
            if (c == ',' || c == ' ' || c == '\t') {
                at++;
                continue;
            }
            int open = list.startsWith("W/", at) ? at + 2 : at;
            int close = open < list.length() && list.charAt(open) == '"' ? list.indexOf('"', open + 1) : -1;
            if (close < 0) {
                return false;
            }
            if (close - open - 1 == tag.length() && list.startsWith(tag, open + 1)) {
                return true;
            }
            at = close + 1;
        }
        return false;
    }
}
