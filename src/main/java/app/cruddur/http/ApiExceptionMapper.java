package app.cruddur.http;

import app.cruddur.observability.RequestId;
import app.cruddur.persistence.resilience.DatabaseErrors;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Maps every exception under {@code /api} to a JSON array of error codes. Unexpected exceptions and database errors are also logged. */
@Provider
public class ApiExceptionMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ApiExceptionMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        return error(thrown).response();
    }

    static ApiException error(Throwable thrown) {
        if (thrown instanceof ApiException error) {
            return error;
        }
        if (thrown instanceof WebApplicationException e && e.getResponse().getStatus() < 500) {
            return fromStatus(e.getResponse().getStatusInfo(), e.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        Optional<SQLException> sql = DatabaseErrors.in(thrown);
        sql.ifPresent(e ->
                LOG.severe(() -> "SQLSTATE " + e.getSQLState() + ": " + e.getMessage() + RequestId.inParentheses()));
        if (sql.filter(DatabaseErrors::isUnavailable).isPresent()) {
            return ApiException.unavailable("database_unavailable");
        }
        if (sql.filter(DatabaseErrors::isConflict).isPresent()) {
            return ApiException.of(Response.Status.CONFLICT, "conflict");
        }
        return internalError(thrown);
    }

    /** The error for a response that the server itself produced, outside Jakarta REST. */
    public static ApiException error(int status, Throwable thrown) {
        return status >= 500
                ? internalError(thrown)
                : fromStatus(Response.status(status).build().getStatusInfo(), null);
    }

    private static ApiException internalError(Throwable thrown) {
        LOG.log(Level.SEVERE, thrown, () -> "internal_error" + RequestId.inParentheses());
        return ApiException.of(Response.Status.INTERNAL_SERVER_ERROR, "internal_error");
    }

    /** An error of JAX-RS or the server, such as an unknown path or a wrong method. Its code is the reason phrase: {@code not_found}. */
    private static ApiException fromStatus(Response.StatusType status, String allow) {
        String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
        return ApiException.of(status, code, allow == null ? Map.of() : Map.of(HttpHeaders.ALLOW, withHead(allow)));
    }

    /** Adds HEAD, which Jersey omits, although it is allowed wherever GET is. */
    private static String withHead(String allow) {
        Set<String> methods = new TreeSet<>(List.of(allow.split(", ?")));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return String.join(", ", methods);
    }
}
