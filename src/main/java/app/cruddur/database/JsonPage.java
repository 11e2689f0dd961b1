package app.cruddur.database;

import java.time.Duration;
import java.util.Optional;

/**
 * A page of a feed.
 *
 * @param json the rows, as the JSON array that PostgreSQL wrote
 * @param next where the next page begins, or empty when this was the last
 * @param lag how much of the time before it was read it may lack: what a standby had not heard of yet
 */
public record JsonPage(String json, Optional<Cursor> next, Duration lag) {

    /** It lacks nothing. */
    public JsonPage(String json, Optional<Cursor> next) {
        this(json, next, Duration.ZERO);
    }

    /** @param row of a template whose shape is a page */
    static JsonPage of(Object[] row, Duration lag) {
        return new JsonPage(
                (String) row[0], Optional.ofNullable((String) row[1]).map(Cursor::ofRow), lag);
    }

    public boolean isEmpty() {
        return json.equals("[]");
    }
}
