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

/**
 * Sets {@code ETag} on responses to GET and HEAD, and answers 304 if the client holds the representation (RFC 9110, 8.8.3 and 13.1.2). The
 * tag is a hash of the body, so it needs no version column in the database and is the same on every node.
 */
@Provider
public class EntityTagFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean isRead = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        if (!isRead || response.getStatus() != Response.Status.OK.getStatusCode()) {
            return;
        }
        if (response.getEntity() instanceof String body) {
            String tag = EntityTags.of(body.getBytes(StandardCharsets.UTF_8));
            response.getHeaders().putSingle(HttpHeaders.ETAG, new EntityTag(tag));
            if (EntityTags.isHeld(tag, request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
                response.setStatusInfo(Response.Status.NOT_MODIFIED);
                response.setEntity(null);
            }
        }
    }
}
