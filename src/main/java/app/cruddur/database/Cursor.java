package app.cruddur.database;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
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

    /** Reads what {@link #toString()} wrote of a row; empty for any other text. */
    public static Optional<Cursor> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Cursor cursor = ofRow(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            boolean canonical = isTimestamp(cursor.createdAt)
                    && UUID.fromString(cursor.uuid).toString().equals(cursor.uuid)
                    && (cursor.rank == 1 || cursor.rank == BEST_RANK)
                    && cursor.toString().equals(text);
            return canonical ? Optional.of(cursor) : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the text is a timestamp as PostgreSQL writes it in JSON: in UTC, to the microsecond, without zeros at the end. */
    private static boolean isTimestamp(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        return text.equals(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) + "+00:00")
                && time.getNano() % 1000 == 0
                && time.getYear() >= 1970
                && time.getYear() <= 9999;
    }

    /** The opaque form for a URL. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + " " + uuid + " " + rank).getBytes(StandardCharsets.UTF_8));
    }
}
