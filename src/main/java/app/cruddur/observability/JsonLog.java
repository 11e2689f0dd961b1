package app.cruddur.observability;

import app.cruddur.config.Configuration;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
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

    /** Looked up once, when the log is installed. */
    private static final JsonGeneratorFactory JSON = Json.createGeneratorFactory(Map.of());

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

    private static String json(Map<String, Object> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.forEach((name, value) -> {
                if (value instanceof Number number) {
                    json.write(name, number.longValue());
                } else {
                    json.write(name, String.valueOf(value));
                }
            });
            json.writeEnd();
        }
        return text.toString();
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
