package app.cruddur.http;

import app.cruddur.database.DatabaseErrors;
import app.cruddur.operations.RequestId;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whatever goes wrong under {@code /api} leaves as a JSON array of codes; what was unforeseen also leaves a trace in the log. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        return error(thrown).response();
    }

    static ApiError error(Throwable thrown) {
        if (thrown instanceof ApiError refusal) {
            return refusal;
        }
        if (thrown instanceof WebApplicationException e && e.getResponse().getStatus() < 500) {
            return ofServer(e.getResponse().getStatusInfo(), e.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        Optional<SQLException> sql = DatabaseErrors.in(thrown);
        sql.ifPresent(e ->
                LOG.severe(() -> "SQLSTATE " + e.getSQLState() + ": " + e.getMessage() + RequestId.inParentheses()));
        if (sql.filter(DatabaseErrors::isUnavailable).isPresent()) {
            return ApiError.unavailable("database_unavailable");
        }
        if (sql.filter(DatabaseErrors::isConflict).isPresent()) {
            return ApiError.of(Response.Status.CONFLICT, "conflict");
        }
        return unforeseen(thrown);
    }

    /** What the server refused by itself, before Jakarta REST or after it. */
    static ApiError error(int status, Throwable thrown) {
        return status >= 500
                ? unforeseen(thrown)
                : ofServer(Response.status(status).build().getStatusInfo(), null);
    }

    private static ApiError unforeseen(Throwable thrown) {
        LOG.log(Level.SEVERE, thrown, () -> "internal_error" + RequestId.inParentheses());
        return ApiError.of(Response.Status.INTERNAL_SERVER_ERROR, "internal_error");
    }

    /** What JAX-RS itself refuses: unknown path, wrong method, wrong content type … The code is the status's own name. */
    private static ApiError ofServer(Response.StatusType status, String allow) {
        String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
        return ApiError.of(status, code, allow == null ? Map.of() : Map.of(HttpHeaders.ALLOW, allow));
    }
}
