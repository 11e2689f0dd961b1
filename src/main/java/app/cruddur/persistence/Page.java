package app.cruddur.persistence;

import java.util.Optional;

/**
 * A page of a feed.
 *
 * @param json the rows, as the JSON array that PostgreSQL wrote
 * @param next where the next page begins, or empty when this was the last
 */
public record Page(String json, Optional<Cursor> next) {

    /** @param row of a template whose shape is a page */
    static Page of(Object[] row) {
        return new Page((String) row[0], Optional.ofNullable((String) row[1]).map(Cursor::ofRow));
    }

    public boolean isEmpty() {
        return json.equals("[]");
    }
}
