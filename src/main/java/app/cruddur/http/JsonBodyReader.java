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
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Reads request bodies: one JSON object in UTF-8 (RFC 8259, 8.1) of at most 16 KiB into a record of strings and booleans, member
 * {@code user_handle} into component {@code userHandle}. It is stricter than JSON-B, which accepts {@code 5} for a string, the last of two
 * members with the same name, and text after the object. Unknown members are ignored, but duplicate names are rejected in every object.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<Record> {

    public static final int MAX_BYTES = 16 * 1024;

    /** Maximum nesting of an unknown member. The JSON parsers throw a plain RuntimeException at 1,000. */
    private static final int MAX_DEPTH = 100;

    /** Kept, because {@link Json} looks up the implementation at each call. */
    private static final JsonParserFactory PARSER_FACTORY = Json.createParserFactory(Map.of());

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
            throw ApiException.tooLarge();
        }
        if (!headers.getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of("identity"))
                .equals(List.of("identity"))) {
            throw new NotSupportedException();
        }
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw ApiException.tooLarge();
        }
        return read(type, bytes);
    }

    /** The declared {@code Content-Length}, or 0. It serves to reject early; the read itself is limited, too. */
    private static long declaredLength(MultivaluedMap<String, String> headers) {
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    /** @throws ApiException 400 if the bytes are not such an object */
    static <T extends Record> T read(Class<T> type, byte[] bytes) {
        RecordComponent[] fields = type.getRecordComponents();
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Map<String, Class<?>> types = new LinkedHashMap<>();
            for (RecordComponent field : fields) {
                types.put(memberName(field), field.getType());
            }
            Map<String, Object> members = members(json, types);
            Object[] values = types.keySet().stream().map(members::get).toArray();
            return type.getDeclaredConstructor(types.values().toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (CharacterCodingException | JsonException | NoSuchElementException | IllegalStateException e) {
            throw ApiException.malformed();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not a public record of strings and booleans", e);
        }
    }

    private static String memberName(RecordComponent field) {
        return field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> members(String json, Map<String, Class<?>> types) {
        Map<String, Object> members = new HashMap<>();
        Set<String> names = new HashSet<>();
        try (JsonParser parser = PARSER_FACTORY.createParser(new StringReader(json))) {
            require(parser.next() == Event.START_OBJECT);
            while (parser.next() != Event.END_OBJECT) {
                String name = parser.getString();
                require(names.add(name));
                Event value = parser.next();
                if (types.containsKey(name)) {
                    members.put(name, scalar(parser, value, types.get(name)));
                } else {
                    skip(parser, value);
                }
            }
            require(!parser.hasNext());
        }
        return members;
    }

    private static Object scalar(JsonParser parser, Event value, Class<?> type) {
        if (value == Event.VALUE_NULL) {
            return null;
        }
        if (type == Boolean.class) {
            require(value == Event.VALUE_TRUE || value == Event.VALUE_FALSE);
            return value == Event.VALUE_TRUE;
        }
        require(value == Event.VALUE_STRING);
        return parser.getString();
    }

    /** Skips the value of an unknown member, and rejects duplicate names in it. */
    private static void skip(JsonParser parser, Event first) {
        // One set per open object or array; an array's set stays empty.
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
            throw ApiException.malformed();
        }
    }
}
