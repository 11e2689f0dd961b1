package app.cruddur.http;

import java.util.regex.Pattern;

/**
 * Parses {@code Accept-Encoding}: whether the client accepts gzip.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110: Accept-Encoding</a>
 */
public final class AcceptEncoding {

    private static final Pattern ZERO_WEIGHT = Pattern.compile("0(\\.0{0,3})?");

    private AcceptEncoding() {}

    /** @param acceptEncoding the header's value, or null */
    public static boolean allowsGzip(String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean acceptsAny = false;
        for (String element : acceptEncoding.split(",")) {
            int semicolon = element.indexOf(';');
            String coding = (semicolon < 0 ? element : element.substring(0, semicolon)).strip();
            boolean acceptable = semicolon < 0 || isAcceptable(element.substring(semicolon + 1));
            if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
                return acceptable;
            }
            acceptsAny |= acceptable && coding.equals("*");
        }
        return acceptsAny;
    }

    /** @param parameter {@code q=} and a weight; white space around it is ignored */
    private static boolean isAcceptable(String parameter) {
        String text = parameter.strip();
        return !text.regionMatches(true, 0, "q=", 0, 2)
                || !ZERO_WEIGHT.matcher(text.substring(2)).matches();
    }
}
