package app.cruddur.http;

import app.cruddur.operations.WarPath;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * In place of the servers' own error pages, which name the server (web.xml leads here). Under {@code /api} it is a JSON array of codes, as
 * ever: a header that Jakarta REST cannot read is refused before any of our code sees it.
 */
@WebServlet("/error")
public class ErrorPage extends HttpServlet {

    @Inject
    private RateLimits limits;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Whoever asks for this address itself finds nothing.
        int status = Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .map(Integer.class::cast)
                .orElse(HttpServletResponse.SC_NOT_FOUND);
        response.setHeader("Cache-Control", "no-cache");
        if (WarPath.isApi(WarPath.asked(request))) {
            code(status, request, response);
        } else {
            page(status, response);
        }
    }

    private void code(int status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        RateLimits.Count count =
                RateLimits.Count.of(request).orElseGet(() -> limits.count(RateLimits.Kind.READ, request));
        count.headers().forEach(response::setHeader);
        Response answer = count.isRefused()
                ? RateLimits.refusal()
                : ErrorMapper.answer(status, (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        write(answer, response);
    }

    /** What went wrong outside Jakarta REST, answered as {@link ErrorMapper} would. */
    public static void write(Exception thrown, HttpServletResponse response) throws IOException {
        write(new ErrorMapper().toResponse(thrown), response);
    }

    /** An answer of Jakarta REST's, from a servlet. */
    static void write(Response answer, HttpServletResponse response) throws IOException {
        answer.getStringHeaders().forEach((name, values) -> response.setHeader(name, values.get(0)));
        response.setStatus(answer.getStatus());
        // As bytes: a writer would add a charset to the type, and JSON has none.
        response.getOutputStream().write(answer.getEntity().toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void page(int status, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        // As bytes, for whose writing there is a time limit (WriteTimeouts).
        response.getOutputStream()
                .write(
                        """
                        <!doctype html>
                        <html lang="en">
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>%d · Cruddur</title>
                        <h1>%s</h1>
                        """
                                .formatted(
                                        status,
                                        status == HttpServletResponse.SC_NOT_FOUND
                                                ? "There is nothing here"
                                                : "That did not work")
                                .getBytes(StandardCharsets.UTF_8));
    }
}
