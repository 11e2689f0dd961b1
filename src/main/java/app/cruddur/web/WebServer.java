package app.cruddur.web;

import app.cruddur.http.RateLimits;
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
 * Answers whatever is not the API: the front end's files, compressed and with what caches need (RFC 9111), and its page wherever the
 * front end has one of its own. It stands in for the server's default servlet, so that the WAR is served alike by any server.
 */
@WebServlet(urlPatterns = "/", loadOnStartup = 1)
public class WebServer extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** What {@code app/routes.js} shows; a reload must find it too. */
    private static final Pattern PAGES = Pattern.compile("/|/index\\.html|/@\\w{1,30}|/crud/[0-9A-Fa-f-]{36}|/search"
            + "|/notifications|/messages|/messages/@\\w{1,30}|/sign-in|/sign-in/callback");

    private static final Pattern GZIP = Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");
    private static final int SLICE = 32 * 1024;
    private static final String ONE_YEAR = "public, max-age=31536000, immutable";

    private transient WebFiles files;

    @Inject
    private transient RateLimits limits;

    @Override
    public void init() {
        files = new WebFiles(getServletContext());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request);
        if (PAGES.matcher(path).matches()) {
            send(files.page(), "no-cache", request, response);
            return;
        }
        Optional<StaticFile> file = files.find(path.endsWith("/") ? path + "index.html" : path);
        if (file.isPresent()) {
            send(file.get(), files.isImmutable(path) ? ONE_YEAR : "no-cache", request, response);
        } else if (files.find(path + "/index.html").isPresent()) {
            response.sendRedirect(request.getContextPath() + path + "/");
        } else if (accepts(request, "Accept", "text/html")) {
            // A person came here: the page says so in its own words.
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            send(files.page(), "no-cache", request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static String path(HttpServletRequest request) {
        String below = request.getPathInfo();
        String path = below == null ? request.getServletPath() : request.getServletPath() + below;
        return path.isEmpty() ? "/" : path;
    }

    private void send(StaticFile file, String cache, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String codings = request.getHeader("Accept-Encoding");
        boolean gzip = file.gzipped() != null
                && codings != null
                && GZIP.matcher(codings).find();
        byte[] body = gzip ? file.gzipped() : file.bytes();
        boolean isKnown =
                accepts(request, "If-None-Match", file.tag()) && response.getStatus() == HttpServletResponse.SC_OK;
        boolean isSent = request.getMethod().equals("GET") && !isKnown;
        if (!limits.admitFile(isSent ? body.length : 0, request, response)) {
            return;
        }
        response.setHeader("Cache-Control", cache);
        response.setHeader("ETag", '"' + file.tag() + (gzip ? "-gzip\"" : "\""));
        if (file.gzipped() != null) {
            response.addHeader("Vary", "Accept-Encoding");
        }
        if (isKnown) {
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

    /** In slices: Payara puts as many bytes as one call has into its queue, though the client takes none. */
    private static void write(byte[] body, OutputStream out) throws IOException {
        for (int sent = 0; sent < body.length; sent += SLICE) {
            out.write(body, sent, Math.min(SLICE, body.length - sent));
        }
    }

    private static boolean accepts(HttpServletRequest request, String header, String value) {
        String given = request.getHeader(header);
        return given != null && given.contains(value);
    }
}
