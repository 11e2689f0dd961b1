package app.cruddur.http;

import app.cruddur.database.DatabaseErrors;
import app.cruddur.operations.RequestId;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whatever goes wrong under {@code /api} leaves as a JSON array of codes; what was unforeseen also leaves a trace in the log. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof ApiError refusal) {
            return refusal.getResponse();
        }
        if (thrown instanceof WebApplicationException e && e.getResponse().getStatus() < 500) {
            return ofServer(e.getResponse());
        }
        Optional<SQLException> sql = DatabaseErrors.in(thrown);
        sql.ifPresent(e ->
                LOG.severe(() -> "SQLSTATE " + e.getSQLState() + ": " + e.getMessage() + RequestId.inParentheses()));
        if (sql.filter(DatabaseErrors::isUnavailable).isPresent()) {
            return ApiError.unavailable("database_unavailable").getResponse();
        }
        if (sql.filter(DatabaseErrors::isConflict).isPresent()) {
            return ApiError.response(Response.Status.CONFLICT, List.of("conflict"))
                    .build();
        }
        return unforeseen(thrown);
    }

    /** What the server refused by itself, before Jakarta REST or after it. */
    static Response answer(int status, Throwable thrown) {
        return status >= 500
                ? unforeseen(thrown)
                : ofServer(Response.status(status).build());
    }

    private static Response unforeseen(Throwable thrown) {
        LOG.log(Level.SEVERE, thrown, () -> "internal_error" + RequestId.inParentheses());
        return ApiError.response(Response.Status.INTERNAL_SERVER_ERROR, List.of("internal_error"))
                .build();
    }

    /** What JAX-RS itself refuses: unknown path, wrong method, wrong content type … The code is the status's own name. */
    private static Response ofServer(Response refused) {
        String code = refused.getStatusInfo()
                .getReasonPhrase()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", "_");
        var answer = ApiError.response(refused.getStatusInfo(), List.of(code));
        String allow = refused.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, withHead(allow))).build();
    }

    /** Jersey leaves out HEAD, which is there wherever GET is. */
    private static String withHead(String allow) {
        Set<String> methods = new TreeSet<>(List.of(allow.split(", ?")));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return String.join(", ", methods);
    }
}
