package app.cruddur.http;

import app.cruddur.persistence.Cursor;
import app.cruddur.persistence.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A page for many responses: encoded, hashed and compressed once.
 *
 * @param tag the entity tag of the uncompressed bytes, without quotes
 */
public record EncodedPage(byte[] plain, byte[] gzip, String tag, Optional<Cursor> next) {

    public static EncodedPage of(Page page) {
        byte[] plain = page.json().getBytes(StandardCharsets.UTF_8);
        return new EncodedPage(plain, compressed(plain), EntityTagFilter.tag(plain), page.next());
    }

    public byte[] body(boolean compressed) {
        return compressed ? gzip : plain;
    }

    /** The entity tag. The compressed page is another representation and needs another tag (RFC 9110, 8.8.3.3). */
    public String tag(boolean compressed) {
        return compressed ? tag + "-gzip" : tag;
    }

    /** Compresses with gzip (RFC 1952). */
    public static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
