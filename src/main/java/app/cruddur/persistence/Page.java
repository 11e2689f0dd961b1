package app.cruddur.persistence;

import java.util.Optional;

/**
 * A page of a feed.
 *
 * @param json the rows, as the JSON array that PostgreSQL wrote
 * @param next the cursor of the next page, or empty on the last page
 */
public record Page(String json, Optional<Cursor> next) {

    /** @param row the result of a template of shape PAGE: the JSON array, and the position of its last row or null */
    static Page of(Object[] row) {
        return new Page((String) row[0], Optional.ofNullable((String) row[1]).map(Cursor::ofRow));
    }

    public boolean isEmpty() {
        return json.equals("[]");
    }
}
