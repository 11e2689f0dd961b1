package app.cruddur.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rejects a request whose body length is ambiguous, which would allow request smuggling, and a request whose {@code Host} is missing,
 * repeated or malformed. It answers 400 and closes the connection, because the start of the next request is unknown. Payara and WildFly
 * each reject some of these requests themselves, before any filter.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112: Message Body Length</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112: Request Target</a>
 */
public class RequestFramingFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Pattern CHUNKED = Pattern.compile("[ \\t]*chunked[ \\t]*", Pattern.CASE_INSENSITIVE);

    /** The maximum length of a DNS name and a port. */
    private static final int MAX_HOST_LENGTH = 253 + 6;

    private static final Pattern HOST = Pattern.compile(
            "(?:[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+\\.?|\\[[0-9A-Fa-f]*:[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");

    private static final int MAX_PORT = 65_535;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (hasAmbiguousLength(request) || !hasValidHost(request)) {
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasAmbiguousLength(HttpServletRequest request) {
        List<String> codings = Collections.list(request.getHeaders("Transfer-Encoding"));
        if (codings.isEmpty()) {
            return false;
        }
        return codings.size() > 1
                || !CHUNKED.matcher(codings.get(0)).matches()
                || request.getHeader("Content-Length") != null
                || request.getProtocol().equals("HTTP/1.0");
    }

    /** HTTP/1.0 does not require {@code Host}; in HTTP/2 the servers validate {@code :authority} themselves. */
    private static boolean hasValidHost(HttpServletRequest request) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        if (hosts.isEmpty()) {
            return !request.getProtocol().equals("HTTP/1.1");
        }
        return hosts.size() == 1 && isHost(hosts.get(0));
    }

    private static boolean isHost(String text) {
        if (text.length() > MAX_HOST_LENGTH) {
            return false;
        }
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            return false;
        }
        String port = host.group(1);
        return port == null || Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= MAX_PORT;
    }
}
