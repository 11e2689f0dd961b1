package app.cruddur.contract;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Filter of the tests' HTTP client that fails a request if the response violates {@code openapi.yaml}. */
public class ContractFilter implements ClientResponseFilter {

    /** Shared by all tests of a run. */
    static final Contract CONTRACT = new Contract(OpenApi.read());

    /** Messages of all errors thrown so far; a test may have caught the error. */
    static final List<String> VIOLATIONS = new CopyOnWriteArrayList<>();

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) throws IOException {
        String path = request.getUri().getRawPath();
        int api = (path + "/").indexOf("/api/");
        // The document does not list CORS preflight requests.
        if (api < 0 || request.getMethod().equals(HttpMethod.OPTIONS)) {
            return;
        }
        String body = "";
        // A stream has no end; StreamReader reads it.
        if (response.hasEntity() && !MediaType.SERVER_SENT_EVENTS_TYPE.equals(response.getMediaType())) {
            byte[] bytes = response.getEntityStream().readAllBytes();
            response.setEntityStream(new ByteArrayInputStream(bytes));
            body = new String(bytes, StandardCharsets.UTF_8);
        }
        Exchange exchange = new Exchange(
                request.getMethod(),
                path.substring(api + "/api".length()),
                request.getUri().getRawQuery(),
                joined(request.getStringHeaders()),
                text(request.getEntity()),
                response.getStatus(),
                joined(response.getHeaders()),
                body);
        check(exchange);
    }

    /**
     * Checks a response that was read from a raw socket, to a request whose body was incomplete.
     *
     * @param path the part of the path after {@code /api}
     * @param response the lines of the head, and the body as the last line
     */
    public static void checkRaw(String method, String path, String response) {
        List<String> lines = response.lines().toList();
        Map<String, String> headers = lines.subList(1, lines.size() - 1).stream()
                .map(line -> line.split(": ", 2))
                .collect(
                        Collectors.toMap(header -> header[0], header -> header[1], (one, other) -> one + ", " + other));
        int status = Integer.parseInt(lines.get(0).split(" ")[1]);
        check(new Exchange(method, path, null, Map.of(), "", status, headers, lines.get(lines.size() - 1)));
    }

    /** @throws AssertionError if the exchange violates the document */
    static void check(Exchange exchange) {
        List<String> violations = CONTRACT.violations(exchange);
        if (!violations.isEmpty()) {
            String message = String.join("\n  ", violations) + "\n  in " + exchange;
            VIOLATIONS.add(message);
            throw new AssertionError("Against openapi.yaml:\n  " + message);
        }
    }

    private static String text(Object entity) {
        if (entity instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return entity == null ? "" : entity.toString();
    }

    private static Map<String, String> joined(MultivaluedMap<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join(", ", entry.getValue())));
    }
}
