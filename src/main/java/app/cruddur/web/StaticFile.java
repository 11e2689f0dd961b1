package app.cruddur.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it goes over the wire, compressed once and not for each reader: neither server compresses as it comes.
 *
 * @param type its media type, with the character set where it is text
 * @param bytes the file as it is
 * @param gzipped the same in gzip (RFC 1952), or null where that saves nothing
 * @param tag names its content: the same content, the same tag, on every node
 */
record StaticFile(String type, byte[] bytes, byte[] gzipped, String tag) {

    static StaticFile of(String type, byte[] bytes) {
        byte[] gzipped = gzip(bytes);
        boolean saves = gzipped.length < bytes.length * 9 / 10;
        return new StaticFile(type, bytes, saves ? gzipped : null, digest(bytes));
    }

    static String digest(byte[] bytes) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(StaticFiles.sha256(bytes))
                .substring(0, 16);
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
