package app.cruddur.http;

import java.util.regex.Pattern;

/**
 * {@code Accept-Encoding}: whether a client takes gzip.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110: Accept-Encoding</a>
 */
public final class AcceptEncoding {

    private static final Pattern NOT_ACCEPTABLE = Pattern.compile("0(\\.0{0,3})?");

    private AcceptEncoding() {}

    /** @param acceptEncoding the header's value, or null */
    public static boolean allowsGzip(String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean any = false;
        for (String element : acceptEncoding.split(",")) {
            int semicolon = element.indexOf(';');
            String coding = (semicolon < 0 ? element : element.substring(0, semicolon)).strip();
            boolean acceptable = semicolon < 0 || isAcceptable(element.substring(semicolon + 1));
            if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
                return acceptable;
            }
            any |= acceptable && coding.equals("*");
        }
        return any;
    }

    /** @param parameter {@code q=} and a weight, with white space around */
    private static boolean isAcceptable(String parameter) {
        String text = parameter.strip();
        return !text.regionMatches(true, 0, "q=", 0, 2)
                || !NOT_ACCEPTABLE.matcher(text.substring(2)).matches();
    }
}
