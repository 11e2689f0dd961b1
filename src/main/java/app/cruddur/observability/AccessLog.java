package app.cruddur.observability;

import app.cruddur.config.Configuration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Access log with one line per request, enabled by {@code CRUDDUR_ACCESS_LOG=true}. For privacy it omits the query string, which contains
 * search terms, and everything that identifies a user: address, token and user agent.
 */
final class AccessLog {

    private static final boolean ENABLED = Configuration.current().get(Configuration.ACCESS_LOG);
    private static final Logger LOG = Logger.getLogger("app.cruddur.access");
    private static final int MAX_PATH_LENGTH = 200;

    private AccessLog() {}

    static void log(HttpServletRequest request, HttpServletResponse response, Route route, int status, long nanos) {
        if (!ENABLED) {
            return;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("method", printable(request.getMethod()));
        members.put("path", printable(request.getRequestURI()));
        members.put("route", route.template());
        members.put("status", status);
        // Bytes are not counted, so the size is known only if the response declares it.
        String bytes = response.getHeader("Content-Length");
        if (bytes != null) {
            members.put("bytes", Long.valueOf(bytes));
        }
        members.put("micros", TimeUnit.NANOSECONDS.toMicros(nanos));
        LogRecord line = new LogRecord(
                Level.INFO,
                members.get("method") + " " + members.get("path") + " " + status + " " + (bytes == null ? "-" : bytes)
                        + " B " + members.get("micros") + " µs" + RequestId.inParentheses());
        line.setLoggerName(LOG.getName());
        // JsonLogHandler writes these as separate members of its JSON object.
        line.setParameters(new Object[] {members});
        LOG.log(line);
    }

    /**
     * Truncates the text and replaces all characters but visible ASCII, so that a client cannot inject log lines. Braces are replaced too,
     * because log formatters interpret them.
     */
    static String printable(String text) {
        String line = text.replaceAll("[^!-z|~]", "?");
        return line.length() > MAX_PATH_LENGTH ? line.substring(0, MAX_PATH_LENGTH) + "…" : line;
    }
}
