package app.cruddur.contract;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request of {@link ConcurrencyIT}.
 *
 * @param operation as {@code openapi.yaml} names it, such as {@code GET /activities/{uuid}}
 * @param path below {@code /api}
 * @param caller the handle in {@code X-Cruddur-User}, or null for a guest
 * @param body JSON, or null
 */
record ConcurrentRequest(
        String operation, String path, String query, String caller, Map<String, String> headers, String body) {

    /** @param values of the path's templates, in order */
    static ConcurrentRequest of(String operation, String... values) {
        String path = operation.substring(operation.indexOf(' ') + 1);
        for (String value : values) {
            path = path.replaceFirst("\\{[^}]*}", value);
        }
        return new ConcurrentRequest(operation, path, null, null, Map.of(), null);
    }

    ConcurrentRequest as(String handle) {
        return new ConcurrentRequest(operation, path, query, handle, headers, body);
    }

    ConcurrentRequest query(String text) {
        return new ConcurrentRequest(operation, path, text, caller, headers, body);
    }

    ConcurrentRequest body(String json) {
        return new ConcurrentRequest(operation, path, query, caller, headers, json)
                .header("Content-Type", "application/json");
    }

    ConcurrentRequest header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new ConcurrentRequest(operation, path, query, caller, all, body);
    }

    String method() {
        return operation.substring(0, operation.indexOf(' '));
    }

    URI uri(URI server) {
        return server.resolve("api" + path + (query == null ? "" : "?" + query));
    }
}
