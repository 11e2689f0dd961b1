package app.cruddur.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
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
            String hash = hash(body);
            response.getHeaders().putSingle(HttpHeaders.ETAG, new EntityTag(hash));
            if (isHeld(hash, request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
                response.setStatusInfo(Response.Status.NOT_MODIFIED);
                response.setEntity(null);
            }
        }
    }

    /** Read by hand: Jersey answers 500 to what is no list of tags, which is only a reader who holds nothing of ours. */
    private static boolean isHeld(String hash, String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals('"' + hash + '"'));
    }

    private static String hash(String body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(body), TAG_BYTES));
    }
}
