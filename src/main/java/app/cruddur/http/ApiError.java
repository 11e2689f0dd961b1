package app.cruddur.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request refused: the status is the class of the error, the body is a JSON array of its codes.
 *
 * <p>It is immutable, because {@link app.cruddur.live.FeedCache} throws the same instance to all requests that wait for one page. It holds
 * no {@link Response}: Jersey keeps state of the request in one, so {@link ErrorMapper} builds a new one for each request.
 */
public final class ApiError extends RuntimeException {

    private static final int RETRY_AFTER_SECONDS = 2;

    /** RFC 9110, 15.5.21; Jakarta REST 3.1 does not name it yet. */
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

    private ApiError(Response.StatusType status, List<String> codes, Map<String, String> headers) {
        // Without a stack trace and suppressed exceptions, which other threads could change.
        super(String.join(", ", codes), null, false, false);
        this.status = status;
        this.codes = List.copyOf(codes);
        this.headers = Map.copyOf(headers);
    }

    /** An error of that status, whose only code is this one. */
    static ApiError of(Response.StatusType status, String code) {
        return of(status, code, Map.of());
    }

    static ApiError of(Response.StatusType status, String code, Map<String, String> headers) {
        return new ApiError(status, List.of(code), headers);
    }

    /**
     * Nobody is signed in, and only somebody who is may do this.
     *
     * @param code {@code token_missing} or {@code token_invalid}
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750: The WWW-Authenticate Response Header Field</a>
     */
    public static ApiError unauthorized(String code) {
        String challenge =
                "Bearer realm=\"cruddur\"" + (code.equals("token_invalid") ? ", error=\"invalid_token\"" : "");
        return of(Response.Status.UNAUTHORIZED, code, Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }

    /** With {@code CRUDDUR_AUTH=open}: the request names no caller, or none that exists. No bearer token would help. */
    public static ApiError userMissing() {
        return of(Response.Status.UNAUTHORIZED, "user_missing");
    }

    /** Something that we need is away, and may soon be back. */
    public static ApiError unavailable(String code) {
        return of(
                Response.Status.SERVICE_UNAVAILABLE,
                code,
                Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS)));
    }

    /** Somebody is signed in, but this is not theirs to do. */
    public static ApiError forbidden(String code) {
        return of(Response.Status.FORBIDDEN, code);
    }

    /** What was asked for is not there, or is there no longer. */
    public static ApiError notFound(String code) {
        return of(Response.Status.NOT_FOUND, code);
    }

    /** The body is not what the contract says. */
    public static ApiError malformed() {
        return of(Response.Status.BAD_REQUEST, "json_malformed");
    }

    /** The body is longer than any the contract knows. */
    public static ApiError tooLarge() {
        return of(Response.Status.REQUEST_ENTITY_TOO_LARGE, "body_too_large");
    }

    /** Well-formed, but not acceptable. */
    public static ApiError unprocessable(List<String> codes) {
        return new ApiError(UNPROCESSABLE_CONTENT, codes, Map.of());
    }

    int status() {
        return status.getStatusCode();
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The body; codes are identifiers, so that nothing in them needs escaping. */
    String json() {
        return codes.stream().map(code -> '"' + code + '"').collect(Collectors.joining(",", "[", "]"));
    }

    /** A new response, for one request. */
    Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(json());
        headers.forEach(response::header);
        return response.build();
    }
}
