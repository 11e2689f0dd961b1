package app.cruddur.live;

import app.cruddur.database.Cursor;
import app.cruddur.database.GuestQueries;
import app.cruddur.database.JsonPage;
import app.cruddur.database.PageRequest;
import app.cruddur.http.AcceptEncoding;
import app.cruddur.http.CorsFilter;
import app.cruddur.http.EntityTagFilter;
import app.cruddur.http.EntityTags;
import app.cruddur.http.ErrorPage;
import app.cruddur.http.RateLimits;
import app.cruddur.http.ReadyPage;
import app.cruddur.operations.WarPath;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a guest who reads on in the home feed, or asks for a first page that lies ready, before JAX-RS has begun: most requests are such,
 * and JAX-RS costs several times what is left to do (docs/adr/0020). Whatever is out of the ordinary goes the long way, and is answered the
 * same.
 */
// By the servlet's name: filters that are mapped so come after all those that are mapped by path, whose headers are
// everybody's.
@WebFilter(servletNames = "app.cruddur.CruddurApplication", asyncSupported = true)
public class FeedFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String HOME = "activities/home";
    private static final Pattern FEED = Pattern.compile("/api/(activities/(?:home|@[a-z0-9_]{1,30}))");
    private static final Pattern CURSOR = Pattern.compile("cursor=([A-Za-z0-9_-]+)");
    private static final String VARY = "Authorization, X-Cruddur-User, Origin";
    /** Whoever sends one of these is no plain guest, or wants something of their own. */
    private static final String[] OUT_OF_THE_ORDINARY = {"Authorization", "X-Cruddur-User", "If-Match", "Range"};

    private static final boolean GUESTS = System.getenv("CRUDDUR_OPEN_USER") == null;

    @Inject
    private transient FeedCache feeds;

    @Inject
    private transient GuestQueries queries;

    @Inject
    private transient RateLimits limits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> feed = isOrdinary(request) ? feed(request) : Optional.empty();
        Optional<ReadyPage> ready =
                feed.filter(name -> request.getQueryString() == null).flatMap(feeds::ready);
        Optional<Cursor> cursor = feed.filter(HOME::equals).flatMap(name -> cursor(request.getQueryString()));
        if (ready.isPresent()) {
            send(ready.get(), request, response);
        } else if (cursor.isPresent()) {
            sendFrom(cursor.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isOrdinary(HttpServletRequest request) {
        if (!GUESTS || !request.getMethod().equals("GET")) {
            return false;
        }
        for (String name : OUT_OF_THE_ORDINARY) {
            if (request.getHeader(name) != null) {
                return false;
            }
        }
        String accept = request.getHeader("Accept");
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    private static Optional<String> feed(HttpServletRequest request) {
        Matcher feed = FEED.matcher(WarPath.asked(request));
        return feed.matches() ? Optional.of(feed.group(1)) : Optional.empty();
    }

    /** Of a query that says nothing else. */
    private static Optional<Cursor> cursor(String query) {
        Matcher cursor = CURSOR.matcher(query == null ? "" : query);
        return cursor.matches() ? Cursor.parse(cursor.group(1)) : Optional.empty();
    }

    private void send(ReadyPage page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Vary", VARY + ", Accept-Encoding");
        if (admit(request, response)) {
            boolean gzip = AcceptEncoding.allowsGzip(request.getHeader("Accept-Encoding"));
            if (gzip) {
                response.setHeader("Content-Encoding", "gzip");
            }
            send(page.body(gzip), page.tag(gzip), page.next(), request, response);
        }
    }

    private void sendFrom(Cursor cursor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Vary", VARY);
        if (admit(request, response)) {
            JsonPage page;
            try {
                page = queries.page(HOME, new PageRequest(cursor, PageRequest.DEFAULT_LIMIT), Map.of());
            } catch (Exception e) {
                // Also what no signature declares: an interceptor's SQLException.
                ErrorPage.write(e, response);
                return;
            }
            byte[] body = page.json().getBytes(StandardCharsets.UTF_8);
            send(body, EntityTagFilter.tag(body), page.next(), request, response);
        }
    }

    private boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        CorsFilter.headers(request.getHeader("Origin")).forEach(response::setHeader);
        return limits.admit(request, response);
    }

    private static void send(
            byte[] body, String tag, Optional<Cursor> next, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("ETag", '"' + tag + '"');
        next.ifPresent(cursor ->
                response.setHeader("Link", "<" + request.getRequestURI() + "?cursor=" + cursor + ">; rel=\"next\""));
        if (EntityTags.isHeld(tag, request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
