package app.cruddur.feed;

import app.cruddur.http.EntityTags;
import app.cruddur.http.Gzip;
import app.cruddur.persistence.Cursor;
import app.cruddur.persistence.Page;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A page of a feed as bytes, encoded and hashed once, and compressed once if a client accepts that. It is immutable. */
public final class EncodedPage {

    private final byte[] plain;
    private final String tag;
    private final Optional<Cursor> next;
    /** Null until it is needed. Threads that need it first at the same time each compress the same bytes. */
    private volatile byte[] gzip;

    EncodedPage(byte[] plain, Optional<Cursor> next) {
        this.plain = plain;
        this.tag = EntityTags.of(plain);
        this.next = next;
    }

    public static EncodedPage of(Page page) {
        return new EncodedPage(page.json().getBytes(StandardCharsets.UTF_8), page.next());
    }

    /** Must not be modified. */
    byte[] body(boolean compressed) {
        if (!compressed) {
            return plain;
        }
        if (gzip == null) {
            gzip = Gzip.compress(plain);
        }
        return gzip;
    }

    /** The entity tag, without quotes. The compressed page is another representation and needs another tag (RFC 9110, 8.8.3.3). */
    String tag(boolean compressed) {
        return compressed ? tag + "-gzip" : tag;
    }

    /** The cursor of the next page, or empty on the last page. */
    public Optional<Cursor> next() {
        return next;
    }
}
