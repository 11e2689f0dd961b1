package app.cruddur.web;

import app.cruddur.http.EntityTags;
import app.cruddur.http.Gzip;

/**
 * A static file with its compressed form. It is compressed once instead of for each request; neither server compresses in its default
 * configuration.
 *
 * @param type media type, with the character set if it is text
 * @param bytes uncompressed content
 * @param gzipped content in gzip format (RFC 1952), or null if this saves less than 10 %
 * @param tag entity tag, a digest of the content; the same on every node
 */
record StaticFile(String type, byte[] bytes, byte[] gzipped, String tag) {

    static StaticFile of(String type, byte[] bytes) {
        byte[] gzipped = Gzip.compress(bytes);
        boolean saves = gzipped.length < bytes.length * 9 / 10;
        return new StaticFile(type, bytes, saves ? gzipped : null, EntityTags.of(bytes));
    }
}
