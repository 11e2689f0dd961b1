package app.cruddur.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes error responses of the API from servlets and filters, as {@link ApiExceptionMapper} does within Jakarta REST. */
public final class ErrorResponseWriter {

    private ErrorResponseWriter() {}

    /** Writes the response that {@link ApiExceptionMapper} maps an exception to. */
    public static void write(Exception thrown, HttpServletResponse response) throws IOException {
        write(new ApiExceptionMapper().toResponse(thrown), response);
    }

    public static void write(Response error, HttpServletResponse response) throws IOException {
        error.getStringHeaders().forEach((name, values) -> response.setHeader(name, values.get(0)));
        response.setStatus(error.getStatus());
        // As bytes: a writer would add a charset to the type, and JSON has none.
        response.getOutputStream().write(error.getEntity().toString().getBytes(StandardCharsets.US_ASCII));
    }
}
