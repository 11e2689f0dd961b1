package app.cruddur.events;

import app.cruddur.security.CorsFilter;
import app.cruddur.security.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /api/activities/stream}: server-sent events. This is a servlet and not a JAX-RS resource, because Jersey's event sink writes on
 * the sender's thread and blocks there: one slow reader would stop all streams (docs/adr/0018).
 */
@WebServlet(urlPatterns = "/api/activities/stream", asyncSupported = true)
public class StreamServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String RETRY_AFTER_SECONDS = "10";
    private static final String EVENT_ID = "[0-9]{1,18}";

    @Inject
    private transient StreamRegistry streams;

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
                sendError(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method_not_allowed");
            }
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String caller = limits.address(request);
        if (!streams.tryAcquire(caller)) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            sendError(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too_many_streams");
            return;
        }
        response.setContentType("text/event-stream");
        // Without this header nginx buffers events until its buffer is full.
        response.setHeader("X-Accel-Buffering", "no");
        EventStream stream;
        try {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            stream = new EventStream(context, caller, streams::remove);
        } catch (IOException | RuntimeException e) {
            streams.release(caller);
            throw e;
        }
        streams.add(stream);
        String lastEventId = request.getHeader("Last-Event-ID");
        if (lastEventId != null && lastEventId.matches(EVENT_ID)) {
            // Sent at once, so that the client sees the stream as open before the backlog is read.
            stream.probe();
            backlog.add(stream, Long.parseLong(lastEventId));
        } else {
            streams.follow(stream);
        }
    }

    private static void sendError(HttpServletResponse response, int status, String code) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(("[\"" + code + "\"]").getBytes(StandardCharsets.UTF_8));
    }
}
