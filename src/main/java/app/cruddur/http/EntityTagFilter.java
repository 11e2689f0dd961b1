package app.cruddur.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * {@code ETag} on whatever is read, and 304 without a body for whoever has it already (RFC 9110, 8.8.3 and 13.1.2). The tag is a hash of
 * the body: it needs no version in the database and is the same on every node.
 */
@Provider
public class EntityTagFilter implements ContainerResponseFilter {

    private static final int TAG_BYTES = 16;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean read = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        if (!read || response.getStatus() != Response.Status.OK.getStatusCode()) {
            return;
        }
        if (response.getEntity() instanceof String body) {
            tag(tag(body.getBytes(StandardCharsets.UTF_8)), request, response);
        } else if (response.getEntity() instanceof ReadyPage page) {
            send(page, request, response);
        }
    }

    private static void send(ReadyPage page, ContainerRequestContext request, ContainerResponseContext response) {
        boolean gzip = AcceptEncoding.allowsGzip(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (gzip) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.setEntity(page.body(gzip));
        tag(page.tag(gzip), request, response);
    }

    private static void tag(String tag, ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.ETAG, new EntityTag(tag));
        if (EntityTags.isHeld(tag, request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusInfo(Response.Status.NOT_MODIFIED);
            response.setEntity(null);
        }
    }

    /** The tag of a body, without quotes. */
    public static String tag(byte[] body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(body), TAG_BYTES));
    }
}
