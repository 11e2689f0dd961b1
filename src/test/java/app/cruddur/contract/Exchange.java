package app.cruddur.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request and its response.
 *
 * @param path the part of the path after {@code /api}, as sent
 * @param query as sent, or null
 * @param sentHeaders the request's headers; names are case-insensitive
 * @param sent the request's body, empty if there is none
 * @param headers the response's headers; names are case-insensitive
 * @param body the response's body, empty if there is none
 */
record Exchange(
        String method,
        String path,
        String query,
        Map<String, String> sentHeaders,
        String sent,
        int status,
        Map<String, String> headers,
        String body) {

    Exchange {
        // Jakarta REST ignores a trailing slash.
        path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        sentHeaders = caseInsensitive(sentHeaders);
        headers = caseInsensitive(headers);
    }

    boolean isRejected() {
        return status >= 400 && status < 500;
    }

    Map<String, String> queryValues() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            // The first of several values counts, as in Jakarta REST.
            values.putIfAbsent(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return values;
    }

    @Override
    public String toString() {
        return method + " " + path + (query == null ? "" : "?" + query) + " → " + status + " " + headers + " "
                + body.substring(0, Math.min(body.length(), 500));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> caseInsensitive(Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        return all;
    }
}
