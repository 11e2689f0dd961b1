package app.cruddur.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes error responses of the API from servlets and filters, as {@link ApiExceptionMapper} does within Jakarta REST. */
public final class ErrorResponseWriter {

    private ErrorResponseWriter() {}

    /** Writes the response that {@link ApiExceptionMapper} maps an exception to. */
    public static void write(Exception thrown, HttpServletResponse response) throws IOException {
        ApiException error = ApiExceptionMapper.error(thrown);
        response.setStatus(error.status());
        error.headers().forEach(response::setHeader);
        response.setContentType("application/json");
        // As bytes: a writer would add a charset parameter, which application/json does not have.
        response.getOutputStream().write(error.json().getBytes(StandardCharsets.US_ASCII));
    }
}
