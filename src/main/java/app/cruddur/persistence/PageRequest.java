package app.cruddur.persistence;

import java.util.HashMap;
import java.util.Map;

/**
 * Which part of a feed is wanted.
 *
 * @param cursor where it begins
 * @param limit how many rows at most, 1 to 100
 */
public record PageRequest(Cursor cursor, int limit) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /** A template's parameters, with those of the page. */
    Map<String, Object> with(Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        // One more than asked for: whether it is there says whether there is a next page.
        all.put("limit", limit + 1);
        all.put("before", cursor.createdAt());
        all.put("before_uuid", cursor.uuid());
        all.put("rank", cursor.rank());
        return all;
    }
}
