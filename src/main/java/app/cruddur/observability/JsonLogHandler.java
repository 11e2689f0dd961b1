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
import java.util.Optional;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Log handler that writes the WAR's log records to standard output, one JSON object per line, instead of to the server's log. Enabled by
 * {@code CRUDDUR_LOG=json}. It is removed at undeployment, because the loggers belong to the JVM and outlive the WAR.
 */
public final class JsonLogHandler extends Handler {

    /** A strong reference: without one, the logger may be garbage-collected together with its handlers. */
    private static final Logger APPLICATION_LOGGER = Logger.getLogger("app.cruddur");

    /** Created once, because {@link Json} looks up an implementation on each call. */
    private static final JsonGeneratorFactory JSON_GENERATORS = Json.createGeneratorFactory(Map.of());

    private final Formatter formatter = new SimpleFormatter();
    private final OutputStream out;

    JsonLogHandler(OutputStream out) {
        this.out = out;
    }

    /** @return the installed handler; empty unless {@code CRUDDUR_LOG=json} */
    public static Optional<JsonLogHandler> install() {
        if (!Configuration.current().get(Configuration.LOG).equals("json")) {
            return Optional.empty();
        }
        // Not System.out: both servers capture it and format its lines as log records.
        JsonLogHandler log = new JsonLogHandler(new FileOutputStream(FileDescriptor.out));
        APPLICATION_LOGGER.addHandler(log);
        APPLICATION_LOGGER.setUseParentHandlers(false);
        return Optional.of(log);
    }

    public void uninstall() {
        APPLICATION_LOGGER.setUseParentHandlers(true);
        APPLICATION_LOGGER.removeHandler(this);
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
        try (JsonGenerator json = JSON_GENERATORS.createGenerator(text)) {
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
        // Nothing is buffered.
    }

    @Override
    public void close() {
        // Standard output belongs to the server and stays open.
    }
}
