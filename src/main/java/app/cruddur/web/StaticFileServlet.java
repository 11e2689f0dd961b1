package app.cruddur.web;

import app.cruddur.http.AcceptEncoding;
import app.cruddur.http.EntityTags;
import app.cruddur.security.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves the static files of the web client, compressed and with cache headers (RFC 9111), and {@code index.html} for the client's routes. It
 * replaces the server's default servlet, so that responses are the same on every server.
 */
@WebServlet(urlPatterns = "/", loadOnStartup = 1)
public class StaticFileServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Routes of the web client, as in {@code app/routes.js}. The servlet serves them for reloads and direct links. */
    private static final Pattern CLIENT_ROUTES = Pattern.compile("/|/@\\w{1,30}|/crud/[0-9A-Fa-f-]{36}|/search"
            + "|/notifications|/messages|/messages/@\\w{1,30}|/sign-in|/sign-in/callback");

    private static final int CHUNK_BYTES = 32 * 1024;
    private static final String CACHE_ONE_YEAR = "public, max-age=31536000, immutable";

    private transient StaticFiles files;

    @Inject
    private transient RateLimits limits;

    @Inject
    private transient LinkPreview previews;

    @Override
    public void init() {
        files = new StaticFiles(getServletContext());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request);
        if (CLIENT_ROUTES.matcher(path).matches()) {
            send(page(path, request), "no-cache", request, response);
            return;
        }
        Optional<StaticFile> file = files.find(path.endsWith("/") ? path + "index.html" : path);
        if (file.isPresent()) {
            send(file.get(), files.isImmutable(path) ? CACHE_ONE_YEAR : "no-cache", request, response);
        } else if (files.find(path + "/index.html").isPresent()) {
            response.sendRedirect(request.getContextPath() + path + "/");
        } else if (acceptsHtml(request)) {
            // A browser navigation: the web client shows its own not-found page.
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            send(files.page(), "no-cache", request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** A preview reads the database, so it counts as a read; beyond that limit, the page has none. */
    private StaticFile page(String path, HttpServletRequest request) {
        if (path.equals("/")) {
            return files.home();
        }
        if (!LinkPreview.isNeeded(path)
                || limits.count(RateLimits.Kind.READ, request).isRefused()) {
            return files.page();
        }
        String preview = previews.html(path);
        return preview.isEmpty() ? files.page() : files.page(preview);
    }

    private static String path(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        String path = pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
        // WildFly forwards "/" to the welcome file.
        return path.isEmpty() || path.equals(StaticFiles.PAGE) ? "/" : path;
    }

    private void send(StaticFile file, String cache, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean gzip = file.gzipped() != null && AcceptEncoding.allowsGzip(request.getHeader("Accept-Encoding"));
        String tag = gzip ? file.tag() + "-gzip" : file.tag();
        byte[] body = gzip ? file.gzipped() : file.bytes();
        boolean isNotModified = EntityTags.isHeld(tag, request) && response.getStatus() == HttpServletResponse.SC_OK;
        boolean isSent = request.getMethod().equals("GET") && !isNotModified;
        if (!limits.admitFile(isSent ? body.length : 0, request, response)) {
            return;
        }
        response.setHeader("Cache-Control", cache);
        response.setHeader("ETag", '"' + tag + '"');
        if (file.gzipped() != null) {
            response.addHeader("Vary", "Accept-Encoding");
        }
        if (isNotModified) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(file.type());
        response.setContentLength(body.length);
        if (isSent) {
            write(body, response.getOutputStream());
        }
    }

    /** Writes in chunks, because Payara queues all bytes of one call even if the client reads none. */
    private static void write(byte[] body, OutputStream out) throws IOException {
        for (int sent = 0; sent < body.length; sent += CHUNK_BYTES) {
            out.write(body, sent, Math.min(CHUNK_BYTES, body.length - sent));
        }
    }

    private static boolean acceptsHtml(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }
}
