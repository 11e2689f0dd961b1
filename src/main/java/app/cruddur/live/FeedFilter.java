package app.cruddur.live;

import app.cruddur.http.CorsFilter;
import app.cruddur.http.EntityTagFilter;
import app.cruddur.http.RateLimits;
import app.cruddur.http.ReadyPage;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a guest who asks for a first page that lies ready, before JAX-RS has begun: most requests are such, and JAX-RS costs several times
 * what is left to do (docs/adr/0020). Whatever is out of the ordinary goes the long way, and is answered the same.
 */
// By the servlet's name: filters that are mapped so come after all those that are mapped by path, whose headers are
// everybody's.
@WebFilter(servletNames = "app.cruddur.CruddurApplication", asyncSupported = true)
public class FeedFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final Pattern FEED = Pattern.compile("/api/(activities/(?:home|@[a-z0-9_]{1,30}))");
    private static final String VARY = "Authorization, X-Cruddur-User, Origin, Accept-Encoding";
    /** Whoever sends one of these is no plain guest, or wants something of their own. */
    private static final String[] OUT_OF_THE_ORDINARY = {"Authorization", "X-Cruddur-User", "If-Match", "Range"};

    private static final boolean GUESTS = System.getenv("CRUDDUR_OPEN_USER") == null;

    @Inject
    private transient FeedCache feeds;

    @Inject
    private transient RateLimits limits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<ReadyPage> page = isOrdinary(request) ? ready(request) : Optional.empty();
        if (page.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            send(page.get(), request, response);
        }
    }

    private static boolean isOrdinary(HttpServletRequest request) {
        if (!GUESTS || !request.getMethod().equals("GET") || request.getQueryString() != null) {
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

    private Optional<ReadyPage> ready(HttpServletRequest request) {
        Matcher feed =
                FEED.matcher(request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo()));
        return feed.matches() ? feeds.ready(feed.group(1)) : Optional.empty();
    }

    private void send(ReadyPage page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", VARY);
        CorsFilter.headers(request.getHeader("Origin")).forEach(response::setHeader);
        if (!limits.admit(request, response)) {
            return;
        }
        boolean gzip = page.isWantedCompressed(request.getHeader("Accept-Encoding"));
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setHeader("ETag", '"' + page.tag(gzip) + '"');
        page.next()
                .ifPresent(next -> response.setHeader(
                        "Link", "<" + request.getRequestURI() + "?cursor=" + next + ">; rel=\"next\""));
        if (EntityTagFilter.isHeld(page.tag(gzip), request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = page.body(gzip);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
