package app.cruddur.http;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Request bodies: one JSON object in UTF-8 (RFC 8259, 8.1), at most 16 KiB, read into a record of strings, {@code user_handle} into
 * {@code userHandle}. Stricter than JSON-B, which accepts {@code 5} for text, the last of two members of one name, and text after the
 * object. A member that the record lacks is ignored, but no object may have a name twice.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<Record> {

    static final int MAX_BYTES = 16 * 1024;

    /** Of what is nested in an unknown member; the parsers themselves throw a plain RuntimeException at 1,000. */
    private static final int MAX_DEPTH = 100;

    /** {@link Json} itself looks for an implementation at each call. */
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        if (declaredLength(headers) > MAX_BYTES) {
            throw ApiError.tooLarge();
        }
        if (!headers.getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of("identity"))
                .equals(List.of("identity"))) {
            throw new NotSupportedException();
        }
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw ApiError.tooLarge();
        }
        return read(type, bytes);
    }

    /** What the client says, which is enough to refuse; what is true shows in reading. */
    private static long declaredLength(MultivaluedMap<String, String> headers) {
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    /** @throws ApiError 400 when the bytes are not such an object */
    static <T extends Record> T read(Class<T> type, byte[] bytes) {
        RecordComponent[] fields = type.getRecordComponents();
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> names =
                    Arrays.stream(fields).map(JsonBodyReader::memberName).toList();
            Map<String, String> members = members(json, names);
            Object[] values = names.stream().map(members::get).toArray();
            Class<?>[] types =
                    Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (CharacterCodingException | JsonException | NoSuchElementException | IllegalStateException e) {
            throw ApiError.malformed();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not a public record of strings", e);
        }
    }

    private static String memberName(RecordComponent field) {
        return field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> members(String json, List<String> wanted) {
        Map<String, String> members = new HashMap<>();
        Set<String> names = new HashSet<>();
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            require(parser.next() == Event.START_OBJECT);
            while (parser.next() != Event.END_OBJECT) {
                String name = parser.getString();
                require(names.add(name));
                Event value = parser.next();
                if (wanted.contains(name)) {
                    require(value == Event.VALUE_STRING || value == Event.VALUE_NULL);
                    members.put(name, value == Event.VALUE_STRING ? parser.getString() : null);
                } else {
                    skip(parser, value);
                }
            }
            require(!parser.hasNext());
        }
        return members;
    }

    /** Skips an unknown member's value, in which no object may have a name twice either. */
    private static void skip(JsonParser parser, Event first) {
        // Of each open object; of an array it stays empty.
        Deque<Set<String>> names = new ArrayDeque<>();
        Event event = first;
        while (true) {
            switch (event) {
                case START_OBJECT, START_ARRAY -> {
                    require(names.size() < MAX_DEPTH);
                    names.push(new HashSet<>());
                }
                case END_OBJECT, END_ARRAY -> names.pop();
                case KEY_NAME -> require(names.element().add(parser.getString()));
                default -> {
                    // a scalar
                }
            }
            if (names.isEmpty()) {
                return;
            }
            event = parser.next();
        }
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw ApiError.malformed();
        }
    }
}
