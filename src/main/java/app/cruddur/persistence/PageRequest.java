package app.cruddur.persistence;

import java.util.HashMap;
import java.util.Map;

/**
 * A request for one page of a feed.
 *
 * @param cursor the position after which the page begins
 * @param limit the maximum number of rows, 1 to 100
 */
public record PageRequest(Cursor cursor, int limit) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /** The first page, with the default limit. */
    public static final PageRequest FIRST = new PageRequest(Cursor.START, DEFAULT_LIMIT);

    /** Adds the parameters of this page to those of a template. */
    Map<String, Object> with(Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        // One more row than requested: if it is returned, there is a next page.
        all.put("limit", limit + 1);
        all.put("before", cursor.createdAt());
        all.put("before_uuid", cursor.uuid());
        all.put("rank", cursor.rank());
        return all;
    }
}
