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
 * A line for each request, with {@code CRUDDUR_ACCESS_LOG=true}. Not the query, which holds what people search for, nor who they are: no
 * address, no token, no user agent.
 */
final class AccessLog {

    private static final boolean ENABLED = Configuration.current().get(Configuration.ACCESS_LOG);
    private static final Logger LOG = Logger.getLogger("app.cruddur.access");
    private static final int LONGEST_PATH = 200;

    private AccessLog() {}

    static void tell(HttpServletRequest request, HttpServletResponse response, Route route, int status, long nanos) {
        if (!ENABLED) {
            return;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("method", printable(request.getMethod()));
        members.put("path", printable(request.getRequestURI()));
        members.put("route", route.template());
        members.put("status", status);
        // Where it is known without counting.
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
        // Whose formatter knows of it shows them apart.
        line.setParameters(new Object[] {members});
        LOG.log(line);
    }

    /** Nobody writes lines of their own into the log; and a brace would be a formatter's. */
    static String printable(String text) {
        String line = text.replaceAll("[^!-z|~]", "?");
        return line.length() > LONGEST_PATH ? line.substring(0, LONGEST_PATH) + "…" : line;
    }
}
