package app.cruddur.database;

/**
 * Which part of a feed is wanted.
 *
 * @param cursor where it begins
 * @param limit how many rows at most, 1 to 100
 */
public record PageRequest(Cursor cursor, int limit) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;
}
