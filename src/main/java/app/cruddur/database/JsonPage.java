package app.cruddur.database;

import java.util.Optional;

/**
 * A page of a feed.
 *
 * @param json the rows, as the JSON array that PostgreSQL wrote
 * @param next where the next page begins, or empty when this was the last
 */
public record JsonPage(String json, Optional<Cursor> next) {

    public boolean isEmpty() {
        return json.equals("[]");
    }
}
