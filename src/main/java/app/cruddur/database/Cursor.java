package app.cruddur.database;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a feed that is ordered by {@code (created_at, uuid)}, newest first: the page behind it begins with the row that follows.
 * New rows never move it, and finding it costs the same at any depth (keyset paging).
 *
 * @param createdAt an instant as PostgreSQL wrote it, to the microsecond, or {@code infinity}
 * @param uuid the row's key, which orders rows of the same instant
 */
public record Cursor(String createdAt, String uuid) {

    /** Before every row. */
    public static final Cursor START = new Cursor("infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff");

    private static final int LONGEST = 120;

    /** From a row's {@code created_at} and {@code uuid} with a space between. */
    static Cursor ofRow(String row) {
        int space = row.indexOf(' ');
        return new Cursor(row.substring(0, space), row.substring(space + 1));
    }

    /** Reads what {@link #toString()} wrote; empty when the text is anything else. */
    public static Optional<Cursor> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Cursor cursor = ofRow(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            int year = OffsetDateTime.parse(cursor.createdAt).getYear();
            boolean canonical = UUID.fromString(cursor.uuid).toString().equals(cursor.uuid);
            // PostgreSQL's timestamps end before Java's do: a cursor of ours is never near either end.
            return canonical && year >= 1970 && year <= 9999 ? Optional.of(cursor) : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The opaque form for a URL. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + " " + uuid).getBytes(StandardCharsets.UTF_8));
    }
}
