package app.cruddur.activity;

import app.cruddur.feed.EncodedPage;
import app.cruddur.feed.PageResponse;
import app.cruddur.http.CacheControlFilter;
import app.cruddur.http.ErrorResponseWriter;
import app.cruddur.observability.RequestPath;
import app.cruddur.persistence.Cursor;
import app.cruddur.persistence.PageRequest;
import app.cruddur.security.CorsFilter;
import app.cruddur.security.RateLimits;
import app.cruddur.security.RequestAdmission;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers requests for pages of feeds before Jakarta REST, which would cost several times as much CPU as the rest of the work
 * (docs/adr/0020). Requests that need content negotiation, or have other parameters than a cursor, pass on to {@link ActivityResource},
 * which reads the same page and sends the same {@link PageResponse}.
 */
public class FeedServletFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final Pattern CURSOR = Pattern.compile("cursor=([A-Za-z0-9_-]+)");

    @Inject
    private transient FeedService feeds;

    @Inject
    private transient RequestAdmission admission;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Feed> feed = acceptsJson(request) ? Feed.at(RequestPath.asked(request)) : Optional.empty();
        Optional<PageRequest> page = feed.flatMap(found -> page(request.getQueryString()));
        if (page.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            send(feed.get(), page.get(), request, response);
        }
    }

    private static boolean acceptsJson(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return false;
        }
        String accept = request.getHeader("Accept");
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    private static Optional<PageRequest> page(String query) {
        if (query == null) {
            return Optional.of(PageRequest.FIRST);
        }
        Matcher cursor = CURSOR.matcher(query);
        return cursor.matches()
                ? Cursor.parse(cursor.group(1)).map(from -> new PageRequest(from, PageRequest.DEFAULT_LIMIT))
                : Optional.empty();
    }

    private void send(Feed feed, PageRequest page, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", CacheControlFilter.cacheControl(request::getHeader));
        response.setHeader("Vary", CacheControlFilter.VARY + ", " + CorsFilter.VARY);
        CorsFilter.headers(request.getHeader("Origin")).forEach(response::setHeader);
        if (!RateLimits.admit(admission.admit(request), response)) {
            return;
        }
        PageResponse found;
        try {
            found = find(feed, page, request);
        } catch (Exception e) {
            // Exception, because an interceptor may throw an SQLException that no signature declares.
            ErrorResponseWriter.write(e, response);
            return;
        }
        send(found, response);
    }

    private PageResponse find(Feed feed, PageRequest page, HttpServletRequest request) {
        EncodedPage found = feeds.read(feed, page);
        String path = request.getRequestURI();
        return PageResponse.of(
                found, found.next().map(next -> "<" + path + "?cursor=" + next + ">; rel=\"next\""), request);
    }

    private static void send(PageResponse page, HttpServletResponse response) throws IOException {
        response.setStatus(page.status());
        page.headers().forEach(response::addHeader);
        if (page.body() != null) {
            response.setContentType("application/json");
            response.setContentLength(page.body().length);
            response.getOutputStream().write(page.body());
        }
    }
}
