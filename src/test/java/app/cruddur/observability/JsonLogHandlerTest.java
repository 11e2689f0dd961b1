package app.cruddur.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLogHandlerTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonLogHandler log = new JsonLogHandler(out);

    @Test
    void a_line_has_time_level_logger_and_message() throws IOException {
        JsonNode line = publish(new LogRecord(Level.WARNING, "It rains"));

        assertThat(Instant.parse(line.get("time").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(line.get("level").asText()).isEqualTo("WARNING");
        assertThat(line.get("logger").asText()).isEqualTo("app.cruddur.weather");
        assertThat(line.get("message").asText()).isEqualTo("It rains");
        assertThat(line.has("request_id")).isFalse();
        assertThat(line.has("exception")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\/", "two\nlines\r\n\tand a tab", "\0\u0007\u001b[31m", "\uD800", "x\uDC00y", "🔥", "{0} '{'"
            })
    void every_message_is_one_line_of_json(String message) throws IOException {
        JsonNode line = publish(new LogRecord(Level.INFO, message));

        // UTF-8 cannot encode a lone surrogate: Java writes a question mark.
        assertThat(line.get("message").asText()).isEqualTo(new String(message.getBytes(UTF_8), UTF_8));
    }

    @Test
    void an_exception_includes_its_causes() throws IOException {
        LogRecord record = new LogRecord(Level.SEVERE, "Failed");
        record.setThrown(new IllegalStateException("above", new IOException("below")));

        assertThat(publish(record).get("exception").asText())
                .contains("IllegalStateException: above", "Caused by: java.io.IOException: below", "\tat ");
    }

    @Test
    void a_line_has_the_request_id_and_the_fields_of_the_access_log() throws IOException {
        LogRecord record = new LogRecord(Level.INFO, "GET /api/users 200");
        record.setParameters(new Object[] {Map.of("status", 200, "route", "/api/users")});
        RequestId.enter("rain-1");
        try {
            JsonNode line = publish(record);

            assertThat(line.get("request_id").asText()).isEqualTo("rain-1");
            assertThat(line.get("status").isInt()).isTrue();
            assertThat(line.get("route").asText()).isEqualTo("/api/users");
        } finally {
            RequestId.leave();
        }
    }

    private JsonNode publish(LogRecord record) throws IOException {
        record.setLoggerName("app.cruddur.weather");
        log.publish(record);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n").doesNotContain("\r");
        assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
        return new ObjectMapper().readTree(text);
    }
}
