package app.cruddur.feed;

import app.cruddur.config.Configuration;
import app.cruddur.http.AcceptEncoding;
import app.cruddur.http.EncodedPage;
import app.cruddur.http.EntityTagFilter;
import app.cruddur.http.EntityTags;
import app.cruddur.http.ErrorResponseWriter;
import app.cruddur.observability.RequestPath;
import app.cruddur.persistence.Cursor;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.Page;
import app.cruddur.persistence.PageRequest;
import app.cruddur.security.CorsFilter;
import app.cruddur.security.RateLimits;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
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
 * Answers a guest's request for a cached first page, or for a later page of the home feed, before JAX-RS. Most requests are of this kind, and
 * JAX-RS would cost several times as much CPU as the rest of the work (docs/adr/0020). All other requests pass on to JAX-RS, whose responses
 * are the same.
 */
public class FeedCacheFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String HOME = "activities/home";
    private static final Pattern FEED = Pattern.compile("/api/(activities/(?:home|@[a-z0-9_]{1,30}))");
    private static final Pattern CURSOR = Pattern.compile("cursor=([A-Za-z0-9_-]+)");
    private static final String VARY = "Authorization, X-Cruddur-User, Origin";
    /** A request with one of these headers is not a guest's, or needs a response that only JAX-RS makes. */
    private static final String[] BYPASS_HEADERS = {"Authorization", "X-Cruddur-User", "If-Match", "Range"};

    /** False if CRUDDUR_OPEN_USER is set: a request without credentials is then that user's. */
    private static final boolean ANONYMOUS_ALLOWED =
            Configuration.current().find(Configuration.OPEN_USER).isEmpty();

    @Inject
    private transient FeedCache feedCache;

    @Inject
    private transient NamedNativeQueries queries;

    @Inject
    private transient RateLimits rateLimits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> feed = isPlainGuestRequest(request) ? feed(request) : Optional.empty();
        Optional<EncodedPage> cached =
                feed.filter(name -> request.getQueryString() == null).flatMap(feedCache::getIfCached);
        Optional<Cursor> cursor = feed.filter(HOME::equals).flatMap(name -> cursor(request.getQueryString()));
        if (cached.isPresent()) {
            send(cached.get(), request, response);
        } else if (cursor.isPresent()) {
            sendFrom(cursor.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isPlainGuestRequest(HttpServletRequest request) {
        if (!ANONYMOUS_ALLOWED || !request.getMethod().equals("GET")) {
            return false;
        }
        for (String name : BYPASS_HEADERS) {
            if (request.getHeader(name) != null) {
                return false;
            }
        }
        String accept = request.getHeader("Accept");
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    private static Optional<String> feed(HttpServletRequest request) {
        Matcher feed = FEED.matcher(RequestPath.asked(request));
        return feed.matches() ? Optional.of(feed.group(1)) : Optional.empty();
    }

    /** Returns the cursor of a query string that has no other parameter. */
    private static Optional<Cursor> cursor(String query) {
        Matcher cursor = CURSOR.matcher(query == null ? "" : query);
        return cursor.matches() ? Cursor.parse(cursor.group(1)) : Optional.empty();
    }

    private void send(EncodedPage page, HttpServletRequest request, HttpServletResponse response) throws IOException {
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
            Page page;
            try {
                page = queries.page(HOME, new PageRequest(cursor, PageRequest.DEFAULT_LIMIT), Map.of());
            } catch (Exception e) {
                // Exception, because an interceptor may throw an SQLException that no signature declares.
                ErrorResponseWriter.write(e, response);
                return;
            }
            byte[] body = page.json().getBytes(StandardCharsets.UTF_8);
            send(body, EntityTagFilter.tag(body), page.next(), request, response);
        }
    }

    private boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        CorsFilter.headers(request.getHeader("Origin")).forEach(response::setHeader);
        return rateLimits.admit(request, response);
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
