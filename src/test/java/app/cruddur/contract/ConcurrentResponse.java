package app.cruddur.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A response of {@link ConcurrencyIT}.
 *
 * @param body the decompressed body
 */
record ConcurrentResponse(int status, HttpHeaders headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ConcurrentResponse of(HttpResponse<byte[]> response) throws IOException {
        byte[] body = response.body();
        if (body.length > 0 && response.headers().firstValue("Content-Encoding").isPresent()) {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = gzip.readAllBytes();
            }
        }
        return new ConcurrentResponse(response.statusCode(), response.headers(), body);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The parsed body; a missing node if it is not JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    Set<String> vary() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.allValues("Vary").stream()
                .flatMap(value -> Stream.of(value.split("\\s*,\\s*")))
                .forEach(names::add);
        return names;
    }

    /** Whether the server rejected the request because no database connection was free, or the load balancer because no node answered. */
    boolean isUnavailable() {
        return status == 503
                && (text().equals("[\"database_unavailable\"]") || isFromBalancer())
                && header("Retry-After") != null;
    }

    /** Whether nginx returned its own error, which has neither the client's request id nor rate limit headers. */
    boolean isFromBalancer() {
        return status == 503 && text().equals("[\"unreachable\"]");
    }

    /** The entity tag that the server must send for this body. */
    String tagOfBody() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
            return '"' + tag + (headers.firstValue("Content-Encoding").isPresent() ? "-gzip" : "") + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        String text = text();
        return status + " " + headers.map() + " " + text.substring(0, Math.min(300, text.length()));
    }
}
