package app.cruddur.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request and its answer.
 *
 * @param path what follows {@code /api}, as it was sent
 * @param query as it was sent, or null
 * @param sentHeaders names in any case
 * @param sent the request's body, empty when there is none
 * @param headers the answer's, names in any case
 * @param body the answer's, empty when there is none
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
        // Jakarta REST ignores a slash at the end.
        path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        sentHeaders = inAnyCase(sentHeaders);
        headers = inAnyCase(headers);
    }

    boolean isRefused() {
        return status >= 400 && status < 500;
    }

    Map<String, String> queryValues() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] both = pair.split("=", 2);
            // Of several the first counts, as in Jakarta REST.
            values.putIfAbsent(decode(both[0]), both.length == 2 ? decode(both[1]) : "");
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

    private static Map<String, String> inAnyCase(Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        return all;
    }
}
