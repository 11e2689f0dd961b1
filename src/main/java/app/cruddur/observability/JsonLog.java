package app.cruddur.observability;

import app.cruddur.config.Configuration;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * With {@code CRUDDUR_LOG=json}: what the WAR logs goes to standard output, an object of JSON a line, and not to the server's own log. From
 * deployment to undeployment: the loggers are the server's.
 */
public final class JsonLog extends Handler {

    /** Held, for the JVM's loggers are collected with their handlers otherwise. */
    private static final Logger OURS = Logger.getLogger("app.cruddur");

    private static JsonLog installed;

    private final Formatter formatter = new SimpleFormatter();
    private final OutputStream out;

    JsonLog(OutputStream out) {
        this.out = out;
    }

    public static synchronized void install() {
        if (!Configuration.current().get(Configuration.LOG).equals("json")) {
            return;
        }
        // Not System.out: both servers take what is written there for lines of a log, and format them.
        installed = new JsonLog(new FileOutputStream(FileDescriptor.out));
        OURS.addHandler(installed);
        OURS.setUseParentHandlers(false);
    }

    public static synchronized void remove() {
        if (installed != null) {
            OURS.setUseParentHandlers(true);
            OURS.removeHandler(installed);
            installed = null;
        }
    }

    @Override
    public void publish(LogRecord record) {
        byte[] line = (json(members(record)) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (out) {
                out.write(line);
            }
        } catch (IOException e) {
            reportError(null, e, ErrorManager.WRITE_FAILURE);
        }
    }

    private Map<String, Object> members(LogRecord record) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("time", record.getInstant());
        members.put("level", record.getLevel().getName());
        members.put("logger", record.getLoggerName());
        members.put("message", formatter.formatMessage(record));
        if (RequestId.current() != null) {
            members.put("request_id", RequestId.current());
        }
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            members.put("exception", trace);
        }
        if (record.getParameters() != null) {
            for (Object parameter : record.getParameters()) {
                if (parameter instanceof Map<?, ?> more) {
                    more.forEach((name, value) -> members.put(name.toString(), value));
                }
            }
        }
        return members;
    }

    /** By hand: a log that needs to find a JSON library first fails when it is needed most. */
    private static String json(Map<String, Object> members) {
        StringBuilder json = new StringBuilder("{");
        members.forEach((name, value) -> {
            json.append(json.length() > 1 ? "," : "");
            quote(name, json);
            json.append(':');
            if (value instanceof Number) {
                json.append(value);
            } else {
                quote(String.valueOf(value), json);
            }
        });
        return json.append('}').toString();
    }

    /** RFC 8259, 7. */
    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) && !isPaired(text, i)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    @Override
    public void flush() {
        // Nothing is kept.
    }

    @Override
    public void close() {
        // Standard output is not ours to close.
    }
}
