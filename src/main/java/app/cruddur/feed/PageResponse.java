package app.cruddur.feed;

import app.cruddur.http.AcceptEncoding;
import app.cruddur.http.EntityTags;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The response to one request for a page of a feed: 200, or 304 if the client holds the representation (RFC 9110, 13.1.2).
 *
 * @param headers those of this page, without those of all responses of the API
 * @param body null with status 304
 */
public record PageResponse(int status, Map<String, String> headers, byte[] body) {

    /** @param link the value of the {@code Link} header */
    public static PageResponse of(EncodedPage page, Optional<String> link, HttpServletRequest request) {
        boolean gzip = AcceptEncoding.allowsGzip(request.getHeader("Accept-Encoding"));
        String tag = page.tag(gzip);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Vary", "Accept-Encoding");
        headers.put("ETag", '"' + tag + '"');
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        link.ifPresent(value -> headers.put("Link", value));
        return EntityTags.isHeld(tag, request)
                ? new PageResponse(304, headers, null)
                : new PageResponse(200, headers, page.body(gzip));
    }
}
