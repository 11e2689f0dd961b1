package app.cruddur.persistence;

import java.time.Duration;
import java.util.Optional;

/**
 * A page of a feed.
 *
 * @param json the rows, as the JSON array that PostgreSQL wrote
 * @param next where the next page begins, or empty when this was the last
 * @param lag how much of the time before it was read it may lack: what a standby had not heard of yet
 */
public record Page(String json, Optional<Cursor> next, Duration lag) {

    /** It lacks nothing. */
    public Page(String json, Optional<Cursor> next) {
        this(json, next, Duration.ZERO);
    }

    /** @param row of a template whose shape is a page */
    static Page of(Object[] row, Duration lag) {
        return new Page(
                (String) row[0], Optional.ofNullable((String) row[1]).map(Cursor::ofRow), lag);
    }

    public boolean isEmpty() {
        return json.equals("[]");
    }
}
