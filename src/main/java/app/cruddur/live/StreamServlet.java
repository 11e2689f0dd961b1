package app.cruddur.live;

import app.cruddur.http.CorsFilter;
import app.cruddur.http.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /api/activities/stream}. A servlet, not a JAX-RS resource: Jersey's event sink writes on the thread of whoever sends, and
 * would have one slow reader stop all (docs/adr/0018).
 */
@WebServlet(urlPatterns = "/api/activities/stream", asyncSupported = true)
public class StreamServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String RETRY_AFTER_SECONDS = "10";
    private static final String ID = "[0-9]{1,18}";

    @Inject
    private transient Streams streams;

    @Inject
    private transient Backlog backlog;

    @Inject
    private transient RateLimits limits;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        response.addHeader("Vary", "Origin");
        CorsFilter.headers(request.getHeader("Origin")).forEach(response::setHeader);
        if (!limits.admit(request, response)) {
            return;
        }
        switch (request.getMethod()) {
            case "GET" -> open(request, response);
            case "HEAD" -> response.setContentType("text/event-stream");
            case "OPTIONS" -> {
                CorsFilter.preflightHeaders(request.getHeader("Origin")).forEach(response::setHeader);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> {
                response.setHeader("Allow", "GET, HEAD, OPTIONS");
                refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method_not_allowed");
            }
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String caller = limits.address(request);
        if (!streams.enter(caller)) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too_many_streams");
            return;
        }
        response.setContentType("text/event-stream");
        // nginx would hold events back until its buffer is full.
        response.setHeader("X-Accel-Buffering", "no");
        EventStream stream;
        try {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            stream = new EventStream(context, caller, streams::left);
        } catch (IOException | RuntimeException e) {
            streams.leave(caller);
            throw e;
        }
        streams.add(stream);
        String last = request.getHeader("Last-Event-ID");
        if (last != null && last.matches(ID)) {
            // The reader learns at once that the stream is open.
            stream.probe();
            backlog.add(stream, Long.parseLong(last));
        } else {
            streams.follow(stream);
        }
    }

    private static void refuse(HttpServletResponse response, int status, String code) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(("[\"" + code + "\"]").getBytes(StandardCharsets.UTF_8));
    }
}
