package app.cruddur.web;

import app.cruddur.http.AcceptEncoding;
import app.cruddur.http.EntityTags;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

    private static final String ONE_YEAR = "public, max-age=31536000, immutable";

    private transient WebFiles files;

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
        } else if (acceptsHtml(request)) {
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

    private static void send(StaticFile file, String cache, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean gzip = file.gzipped() != null && AcceptEncoding.allowsGzip(request.getHeader("Accept-Encoding"));
        String tag = gzip ? file.tag() + "-gzip" : file.tag();
        response.setHeader("Cache-Control", cache);
        response.setHeader("ETag", '"' + tag + '"');
        if (file.gzipped() != null) {
            response.addHeader("Vary", "Accept-Encoding");
        }
        if (EntityTags.isHeld(tag, request) && response.getStatus() == HttpServletResponse.SC_OK) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        byte[] body = gzip ? file.gzipped() : file.bytes();
        response.setContentType(file.type());
        response.setContentLength(body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body);
        }
    }

    private static boolean acceptsHtml(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }
}
