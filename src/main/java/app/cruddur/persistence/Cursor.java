package app.cruddur.persistence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A position in a feed for keyset pagination: the next page begins with the row after it. The feed is ordered by {@code (created_at,
 * uuid)}, newest first; search results by rank first. New rows do not move a cursor, and a page costs the same at any depth.
 *
 * @param createdAt a timestamp as PostgreSQL writes it, to the microsecond, or {@code infinity}
 * @param uuid the row's key, which orders rows with the same timestamp
 * @param rank how well the row matches a search; {@value #BEST_RANK} in other feeds
 */
public record Cursor(String createdAt, String uuid, int rank) {

    /** The rank that comes first. */
    static final int BEST_RANK = 2;

    /** The position before the first row. */
    public static final Cursor START = new Cursor("infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff", BEST_RANK);

    private static final int MAX_LENGTH = 120;

    /** Parses the position of a row: {@code created_at}, {@code uuid} and {@code rank}, which may be empty, separated by spaces. */
    static Cursor ofRow(String row) {
        String[] parts = row.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not the position of a row");
        }
        return new Cursor(parts[0], parts[1], parts[2].isEmpty() ? BEST_RANK : Integer.parseInt(parts[2]));
    }

    /** Parses the result of {@link #toString()}; empty for any other text, and for {@link #START}. */
    public static Optional<Cursor> parse(String text) {
        if (text.length() > MAX_LENGTH) {
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

    /** Whether the text is a timestamp as PostgreSQL writes it in JSON: in UTC, to the microsecond, without trailing zeros. */
    private static boolean isTimestamp(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        return text.equals(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) + "+00:00")
                && time.getNano() % 1000 == 0
                && time.getYear() >= 1970
                && time.getYear() <= 9999;
    }

    /** The opaque text form for URLs. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + " " + uuid + " " + rank).getBytes(StandardCharsets.UTF_8));
    }
}
