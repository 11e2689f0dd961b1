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

/** Whatever goes wrong under {@code /api} leaves as a JSON array of codes; what was unforeseen also leaves a trace in the log. */
@Provider
public class ApiExceptionMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ApiExceptionMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        return error(thrown).response();
    }

    static ApiException error(Throwable thrown) {
        if (thrown instanceof ApiException refusal) {
            return refusal;
        }
        if (thrown instanceof WebApplicationException e && e.getResponse().getStatus() < 500) {
            return ofServer(e.getResponse().getStatusInfo(), e.getResponse().getHeaderString(HttpHeaders.ALLOW));
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
        return unforeseen(thrown);
    }

    /** What the server refused by itself, before Jakarta REST or after it. */
    public static ApiException error(int status, Throwable thrown) {
        return status >= 500
                ? unforeseen(thrown)
                : ofServer(Response.status(status).build().getStatusInfo(), null);
    }

    private static ApiException unforeseen(Throwable thrown) {
        LOG.log(Level.SEVERE, thrown, () -> "internal_error" + RequestId.inParentheses());
        return ApiException.of(Response.Status.INTERNAL_SERVER_ERROR, "internal_error");
    }

    /** What JAX-RS itself refuses: unknown path, wrong method, wrong content type … The code is the status's own name. */
    private static ApiException ofServer(Response.StatusType status, String allow) {
        String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
        return ApiException.of(status, code, allow == null ? Map.of() : Map.of(HttpHeaders.ALLOW, withHead(allow)));
    }

    /** Jersey leaves out HEAD, which is allowed wherever GET is. */
    private static String withHead(String allow) {
        Set<String> methods = new TreeSet<>(List.of(allow.split(", ?")));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return String.join(", ", methods);
    }
}
