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

/** On the tests' HTTP client: fails the call whose answer the document does not allow. */
public class ContractFilter implements ClientResponseFilter {

    /** Of the whole run. */
    static final Contract CONTRACT = new Contract(OpenApi.read());

    /** What was thrown: a test may have caught it. */
    static final List<String> THROWN = new CopyOnWriteArrayList<>();

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) throws IOException {
        String path = request.getUri().getRawPath();
        int api = (path + "/").indexOf("/api/");
        // A preflight is the browser's question, not one of the document's.
        if (api < 0 || request.getMethod().equals(HttpMethod.OPTIONS)) {
            return;
        }
        String body = "";
        // A stream has no end: StreamReader reads it.
        if (response.hasEntity() && !MediaType.SERVER_SENT_EVENTS_TYPE.equals(response.getMediaType())) {
            byte[] bytes = response.getEntityStream().readAllBytes();
            response.setEntityStream(new ByteArrayInputStream(bytes));
            body = new String(bytes, StandardCharsets.UTF_8);
        }
        Exchange exchange = new Exchange(
                request.getMethod(),
                path.substring(api + "/api".length()),
                request.getUri().getRawQuery(),
                flat(request.getStringHeaders()),
                text(request.getEntity()),
                response.getStatus(),
                flat(response.getHeaders()),
                body);
        hold(exchange);
    }

    /** @throws AssertionError when the document does not allow it */
    static void hold(Exchange exchange) {
        List<String> faults = CONTRACT.faults(exchange);
        if (!faults.isEmpty()) {
            String breach = String.join("\n  ", faults) + "\n  in " + exchange;
            THROWN.add(breach);
            throw new AssertionError("Against openapi.yaml:\n  " + breach);
        }
    }

    private static String text(Object entity) {
        if (entity instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return entity == null ? "" : entity.toString();
    }

    private static Map<String, String> flat(MultivaluedMap<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join(", ", entry.getValue())));
    }
}
