package app.cruddur.contract;

import app.cruddur.support.RawConnection;
import app.cruddur.support.RawConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A randomly generated request.
 *
 * @param path relative to {@code /api}, encoded as sent
 * @param query encoded as sent, or null
 * @param headers header lines, each with name and value
 * @param mayBeRejectedByServer whether a server may reject the request before it reaches the application
 */
record FuzzedRequest(
        String method, String path, String query, List<String> headers, byte[] body, boolean mayBeRejectedByServer) {

    Answer send(RawConnection connection, URI server) throws IOException {
        String target = server.getRawPath() + "api" + path + (query == null ? "" : "?" + query);
        return connection.send(method, target, body, headers.toArray(String[]::new));
    }

    Exchange exchange(Answer answer) {
        Map<String, String> sent = new LinkedHashMap<>();
        headers.forEach(header -> sent.put(header.split(":", 2)[0], header.split(":", 2)[1].strip()));
        return new Exchange(
                method,
                path,
                query,
                sent,
                new String(body, StandardCharsets.UTF_8),
                answer.status(),
                answer.headers(),
                answer.text());
    }

    @Override
    public String toString() {
        String text = new String(body, StandardCharsets.UTF_8);
        return method + " " + path + (query == null ? "" : "?" + query) + " " + headers + " "
                + text.substring(0, Math.min(300, text.length()));
    }
}
