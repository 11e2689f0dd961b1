package app.cruddur.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;

/** A request refused: the status says the class of the fault, the body is a JSON array of its codes. */
public class ApiError extends WebApplicationException {

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

    private ApiError(Response.StatusType status, List<String> codes) {
        this(response(status, codes), codes);
    }

    private ApiError(Response.ResponseBuilder response, List<String> codes) {
        super(String.join(", ", codes), response.build());
    }

    /**
     * Nobody is signed in, and only somebody who is may do this.
     *
     * @param code {@code token_missing} or {@code token_invalid}
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750: The WWW-Authenticate Response Header Field</a>
     */
    public static ApiError unauthorized(String code) {
        List<String> codes = List.of(code);
        String challenge =
                "Bearer realm=\"cruddur\"" + (code.equals("token_invalid") ? ", error=\"invalid_token\"" : "");
        return new ApiError(
                response(Response.Status.UNAUTHORIZED, codes).header(HttpHeaders.WWW_AUTHENTICATE, challenge), codes);
    }

    /** Something that we need is away, and may soon be back. */
    public static ApiError unavailable(String code) {
        List<String> codes = List.of(code);
        return new ApiError(
                response(Response.Status.SERVICE_UNAVAILABLE, codes)
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS),
                codes);
    }

    /** Somebody is signed in, but this is not theirs to do. */
    public static ApiError forbidden(String code) {
        return new ApiError(Response.Status.FORBIDDEN, List.of(code));
    }

    /** What was asked for is not there, or is there no longer. */
    public static ApiError notFound(String code) {
        return new ApiError(Response.Status.NOT_FOUND, List.of(code));
    }

    /** The body is not what the contract says. */
    public static ApiError malformed() {
        return new ApiError(Response.Status.BAD_REQUEST, List.of("json_malformed"));
    }

    /** The body is longer than any the contract knows. */
    public static ApiError tooLarge() {
        return new ApiError(Response.Status.REQUEST_ENTITY_TOO_LARGE, List.of("body_too_large"));
    }

    /** The body did not arrive in time; what is left of it will not be read. */
    static ApiError bodyTimeout() {
        List<String> codes = List.of("body_timeout");
        return new ApiError(response(Response.Status.REQUEST_TIMEOUT, codes).header("Connection", "close"), codes);
    }

    /** Well-formed, but not acceptable. */
    public static ApiError unprocessable(List<String> codes) {
        return new ApiError(UNPROCESSABLE_CONTENT, codes);
    }

    /** An error's answer; the codes are of our own making, so that nothing in them needs escaping. */
    static Response.ResponseBuilder response(Response.StatusType status, List<String> codes) {
        String json = codes.stream().map(code -> '"' + code + '"').collect(Collectors.joining(",", "[", "]"));
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(json);
    }
}
