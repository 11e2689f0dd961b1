package app.cruddur.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An error response of the API: an HTTP status, and a JSON array of error codes as the body.
 *
 * <p>It is immutable, because {@link app.cruddur.feed.FeedCache} throws the same instance to all requests that wait for one page. It holds
 * no {@link Response}: Jersey keeps per-request state in it, so {@link ApiExceptionMapper} builds a new one for each request.
 */
public final class ApiException extends RuntimeException {

    private static final int RETRY_AFTER_SECONDS = 2;

    /** Status 422 (RFC 9110, 15.5.21); Jakarta REST 3.1 has no constant for it. */
    private static final Response.StatusType UNPROCESSABLE_CONTENT = new Response.StatusType() {
        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    };

    private final transient Response.StatusType status;
    private final transient List<String> codes;
    private final transient Map<String, String> headers;

    private ApiException(Response.StatusType status, List<String> codes, Map<String, String> headers) {
        // Without a stack trace and suppressed exceptions, because these are mutable.
        super(String.join(", ", codes), null, false, false);
        this.status = status;
        this.codes = List.copyOf(codes);
        this.headers = Map.copyOf(headers);
    }

    /** An error with one code. */
    public static ApiException of(Response.StatusType status, String code) {
        return of(status, code, Map.of());
    }

    public static ApiException of(Response.StatusType status, String code, Map<String, String> headers) {
        return new ApiException(status, List.of(code), headers);
    }

    /**
     * 401: the request needs a signed-in user and has no valid token.
     *
     * @param code {@code token_missing} or {@code token_invalid}
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750: The WWW-Authenticate Response Header Field</a>
     */
    public static ApiException unauthorized(String code) {
        String challenge =
                "Bearer realm=\"cruddur\"" + (code.equals("token_invalid") ? ", error=\"invalid_token\"" : "");
        return of(Response.Status.UNAUTHORIZED, code, Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }

    /** 401 without a challenge, with {@code CRUDDUR_AUTH=open}: the request names no existing user; bearer tokens are not read. */
    public static ApiException userMissing() {
        return of(Response.Status.UNAUTHORIZED, "user_missing");
    }

    /** 503 with {@code Retry-After}: something that the request needs is temporarily unavailable. */
    public static ApiException unavailable(String code) {
        return of(
                Response.Status.SERVICE_UNAVAILABLE,
                code,
                Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS)));
    }

    /** 403: the signed-in user may not do this. */
    public static ApiException forbidden(String code) {
        return of(Response.Status.FORBIDDEN, code);
    }

    /** 404: the resource does not exist, or no longer exists. */
    public static ApiException notFound(String code) {
        return of(Response.Status.NOT_FOUND, code);
    }

    /** 400: the body is not the JSON that the API specifies. */
    public static ApiException malformed() {
        return of(Response.Status.BAD_REQUEST, "json_malformed");
    }

    /** 413: the body exceeds the size limit. */
    public static ApiException tooLarge() {
        return of(Response.Status.REQUEST_ENTITY_TOO_LARGE, "body_too_large");
    }

    /** 408: the body did not arrive in time. The connection is closed, because the rest of the body is not read. */
    public static ApiException bodyTimeout() {
        return of(Response.Status.REQUEST_TIMEOUT, "body_timeout", Map.of("Connection", "close"));
    }

    /** 422: the body is well-formed, but its values are not valid. */
    public static ApiException unprocessable(List<String> codes) {
        return new ApiException(UNPROCESSABLE_CONTENT, codes, Map.of());
    }

    int status() {
        return status.getStatusCode();
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The response body. Codes are identifiers, so they need no escaping. */
    public String json() {
        return codes.stream().map(code -> '"' + code + '"').collect(Collectors.joining(",", "[", "]"));
    }

    /** Builds a new response, which must be used for one request only. */
    public Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(json());
        headers.forEach(response::header);
        return response.build();
    }
}
