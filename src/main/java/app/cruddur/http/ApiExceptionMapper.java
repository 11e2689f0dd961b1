package app.cruddur.http;

import app.cruddur.observability.RequestId;
import app.cruddur.persistence.resilience.DatabaseErrors;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whatever goes wrong under {@code /api} leaves as a JSON array of codes; what was unforeseen also leaves a trace in the log. */
@Provider
public class ApiExceptionMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ApiExceptionMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof ApiException refusal) {
            return refusal.getResponse();
        }
        if (thrown instanceof WebApplicationException e && e.getResponse().getStatus() < 500) {
            return ofServer(e.getResponse());
        }
        Optional<SQLException> sql = DatabaseErrors.in(thrown);
        sql.ifPresent(e ->
                LOG.severe(() -> "SQLSTATE " + e.getSQLState() + ": " + e.getMessage() + RequestId.inParentheses()));
        if (sql.filter(DatabaseErrors::isUnavailable).isPresent()) {
            return ApiException.unavailable("database_unavailable").getResponse();
        }
        if (sql.filter(DatabaseErrors::isConflict).isPresent()) {
            return ApiException.response(Response.Status.CONFLICT, List.of("conflict"))
                    .build();
        }
        return unforeseen(thrown);
    }

    /** What the server refused by itself, before Jakarta REST or after it. */
    public static Response answer(int status, Throwable thrown) {
        return status >= 500
                ? unforeseen(thrown)
                : ofServer(Response.status(status).build());
    }

    private static Response unforeseen(Throwable thrown) {
        LOG.log(Level.SEVERE, thrown, () -> "internal_error" + RequestId.inParentheses());
        return ApiException.response(Response.Status.INTERNAL_SERVER_ERROR, List.of("internal_error"))
                .build();
    }

    /** What JAX-RS itself refuses: unknown path, wrong method, wrong content type … The code is the status's own name. */
    private static Response ofServer(Response refused) {
        String code = refused.getStatusInfo()
                .getReasonPhrase()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", "_");
        var answer = ApiException.response(refused.getStatusInfo(), List.of(code));
        String allow = refused.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }
}
