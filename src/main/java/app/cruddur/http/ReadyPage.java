package app.cruddur.http;

import app.cruddur.database.Cursor;
import app.cruddur.database.JsonPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A page that is sent more than once: encoded, hashed and compressed once.
 *
 * @param tag the entity tag of the plain bytes, without quotes
 */
public record ReadyPage(byte[] plain, byte[] gzip, String tag, Optional<Cursor> next) {

    public static ReadyPage of(JsonPage page) {
        byte[] plain = page.json().getBytes(StandardCharsets.UTF_8);
        return new ReadyPage(plain, compressed(plain), EntityTagFilter.tag(plain), page.next());
    }

    public byte[] body(boolean compressed) {
        return compressed ? gzip : plain;
    }

    /** Compressed, it is another representation (RFC 9110, 8.8.3.3). */
    public String tag(boolean compressed) {
        return compressed ? tag + "-gzip" : tag;
    }

    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
