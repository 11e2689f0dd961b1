package app.cruddur.persistence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a feed that is ordered by {@code (created_at, uuid)}, newest first, within ranks where it has ranks: the page behind it begins
 * with the row that follows. New rows never move it, and finding it costs the same at any depth (keyset paging).
 *
 * @param createdAt an instant as PostgreSQL wrote it, to the microsecond, or {@code infinity}
 * @param uuid the row's key, which orders rows of the same instant
 * @param rank how well the row matches, in a search; {@value #BEST_RANK} elsewhere
 */
public record Cursor(String createdAt, String uuid, int rank) {

    /** The rank that comes first. */
    static final int BEST_RANK = 2;

    /** Before every row. */
    public static final Cursor START = new Cursor("infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff", BEST_RANK);

    private static final int LONGEST = 120;

    /** From a row's {@code created_at}, {@code uuid} and, if it has one, {@code rank}, with spaces between. */
    static Cursor ofRow(String row) {
        String[] parts = row.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not the place of a row");
        }
        return new Cursor(parts[0], parts[1], parts[2].isEmpty() ? BEST_RANK : Integer.parseInt(parts[2]));
    }

    /** Reads what {@link #toString()} wrote; empty when the text is anything else. */
    public static Optional<Cursor> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Cursor cursor = ofRow(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            int year = OffsetDateTime.parse(cursor.createdAt).getYear();
            boolean canonical = UUID.fromString(cursor.uuid).toString().equals(cursor.uuid)
                    && cursor.toString().equals(text);
            // PostgreSQL's timestamps end before Java's do: a cursor of ours is never near either end.
            return canonical && year >= 1970 && year <= 9999 && (cursor.rank == 1 || cursor.rank == BEST_RANK)
                    ? Optional.of(cursor)
                    : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The opaque form for a URL. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + " " + uuid + " " + rank).getBytes(StandardCharsets.UTF_8));
    }
}
