package app.cruddur.web;

import app.cruddur.http.ApiException;
import app.cruddur.http.ApiExceptionMapper;
import app.cruddur.http.ErrorResponseWriter;
import app.cruddur.observability.RequestPath;
import app.cruddur.security.RateLimitStatus;
import app.cruddur.security.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Error page that replaces the servers' default pages, which name the server; web.xml maps all errors to it. Under {@code /api} the body is a
 * JSON array of error codes, because a server may refuse a request, for example one with a malformed header, before any filter or resource of
 * the application runs.
 */
@WebServlet("/error")
public class ErrorPageServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient RateLimits limits;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // A direct request for this path is a 404.
        int status = Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .map(Integer.class::cast)
                .orElse(HttpServletResponse.SC_NOT_FOUND);
        response.setHeader("Cache-Control", "no-cache");
        if (RequestPath.isApi(RequestPath.asked(request))) {
            writeCodes(status, request, response);
        } else {
            writePage(status, response);
        }
    }

    private void writeCodes(int status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        RateLimitStatus count =
                RateLimitStatus.of(request).orElseGet(() -> limits.count(RateLimits.Kind.READ, request));
        count.headers().forEach(response::setHeader);
        ApiException error = count.isRefused()
                ? RateLimits.refusal()
                : ApiExceptionMapper.error(status, (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        ErrorResponseWriter.write(error, response);
    }

    private static void writePage(int status, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        // To the output stream instead of the writer: only writes to the stream have a time limit (SlowClientWatchdog).
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
                                                ? "Page not found"
                                                : "Something went wrong")
                                .getBytes(StandardCharsets.UTF_8));
    }
}
