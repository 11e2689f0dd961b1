package app.cruddur.http;

import app.cruddur.persistence.Cursor;
import app.cruddur.persistence.Page;
import app.cruddur.persistence.PageRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keyset pagination: the query parameters {@code cursor} and {@code limit}, and the {@code Link} header (RFC 8288) to the next page. The
 * parameters are read from {@link UriInfo}: for a {@code @QueryParam} field here, Jersey would look up a converter for each request, a
 * tenth of the cost of a page.
 */
public class Paging {

    @Context
    private UriInfo uri;

    /** @throws ApiException with {@code cursor_invalid}, {@code limit_invalid} or both */
    public PageRequest request() {
        String cursor = parameter("cursor");
        String limit = parameter("limit");
        Optional<Cursor> from = cursor == null ? Optional.of(Cursor.START) : Cursor.parse(cursor);
        Optional<Integer> size = limit == null ? Optional.of(PageRequest.DEFAULT_LIMIT) : size(limit);
        List<String> codes = new ArrayList<>();
        if (from.isEmpty()) {
            codes.add("cursor_invalid");
        }
        if (size.isEmpty()) {
            codes.add("limit_invalid");
        }
        if (!codes.isEmpty()) {
            throw ApiException.unprocessable(codes);
        }
        return new PageRequest(from.get(), size.get());
    }

    /**
     * The {@code limit} of a response without further pages.
     *
     * @throws ApiException with {@code limit_invalid}
     */
    public int limit() {
        String limit = parameter("limit");
        Optional<Integer> size = limit == null ? Optional.of(PageRequest.DEFAULT_LIMIT) : size(limit);
        return size.orElseThrow(() -> ApiException.unprocessable(List.of("limit_invalid")));
    }

    private String parameter(String name) {
        return uri.getQueryParameters().getFirst(name);
    }

    private static Optional<Integer> size(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(size -> size >= 1 && size <= PageRequest.MAX_LIMIT);
    }

    /** The response with a page and any link to the next. */
    public Response response(Page page) {
        Response.ResponseBuilder response = Response.ok(page.json(), MediaType.APPLICATION_JSON_TYPE);
        page.next().map(this::link).ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }

    /** The {@code Link} header to the next page. It has no scheme and host: behind a proxy, the client's differ. */
    public String link(Cursor next) {
        var target =
                uri.getRequestUriBuilder().replaceQueryParam("cursor", next).build();
        return "<" + target.getRawPath() + "?" + target.getRawQuery() + ">; rel=\"next\"";
    }
}
