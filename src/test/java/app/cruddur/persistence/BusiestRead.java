package app.cruddur.persistence;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A read with the most expensive parameters in a database that {@code bench/load.sql} filled: the user and the crud with the most rows.
 *
 * @param name the name of the SQL template
 * @param path the path under {@code /api/}; null if only a write returns this read
 * @param forGuests whether the operation is allowed without signing in
 * @param limit the number of rows of a page
 * @param parameters the parameters of the template, except those of the page
 */
record BusiestRead(String name, String path, boolean forGuests, int limit, Map<String, String> parameters) {

    /** The user who reads, and who has the most rows. */
    static final String USER = "user0";

    /** Three words from {@code bench/load.sql}: the most frequent, the 100th and the 30,000th by frequency. */
    private static final String MOST_FREQUENT = "eaaaa", FREQUENT = "dessk", RARE = "earpa";

    /** Fills the database as {@code bench/load} does. */
    static void load(Connection connection, int users, int activities) throws IOException, SQLException {
        String script = Files.readString(Path.of("bench/load.sql"))
                // Removes psql meta-commands that print progress.
                .replaceAll("(?m)^\\\\echo.*$", "")
                .replace(":users", String.valueOf(users))
                .replace(":activities", String.valueOf(activities));
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
            statement.execute("VACUUM ANALYZE");
        }
    }

    /** At least one read for each template. */
    static List<BusiestRead> all(Connection connection) throws SQLException {
        String user = value(connection, "SELECT uuid FROM users WHERE handle = '" + USER + "'");
        String crud = value(connection, "SELECT uuid FROM activities ORDER BY replies_count DESC LIMIT 1");
        String group =
                value(connection, "SELECT message_group_uuid FROM messages GROUP BY 1 ORDER BY count(*) DESC LIMIT 1");
        String popular = value(
                connection,
                "SELECT array_agg(uuid) FROM (SELECT uuid FROM activities ORDER BY likes_count DESC LIMIT 20) AS popular");
        String partner = value(connection, "SELECT uuid FROM users WHERE handle = 'user1'");
        String message = value(connection, "SELECT uuid FROM messages LIMIT 1");
        Map<String, String> asReader = Map.of("reader", user);
        Map<String, String> ofCrud = Map.of("uuid", crud, "reader", user);
        Map<String, String> ofAccount = Map.of("user_uuid", user);
        Map<String, String> ofUser = Map.of("handle", USER, "reader", user);
        List<BusiestRead> all = new ArrayList<>(List.of(
                forAll("health-check", "health-check", Map.of("version", "1", "warning", "")),
                forAll("activities/home", "activities/home", asReader),
                forAll("activities/user", "activities/@" + USER, ofUser),
                forAll("activities/object", "activities/" + crud, ofCrud),
                forAll("activities/replies", "activities/" + crud + "/replies", ofCrud),
                signedIn("activities/notifications", "activities/notifications", asReader),
                signedIn("activities/expiring", "activities/expiring", ofAccount),
                signedIn("notifications/read", "activities/notifications/read", ofAccount),
                signedIn("activities/reactions", null, Map.of("uuids", popular)),
                signedIn("activities/likes", null, ofCrud),
                signedIn("activities/reposts", null, ofCrud),
                // No user has a thousand pages of twenty rows.
                signedIn("message_groups/user", "message_groups", Map.of("user_uuid", user))
                        .withLimit(5),
                signedIn(
                        "message_groups/settings",
                        "message_groups/@user1",
                        Map.of("user_uuid", user, "other_uuid", partner)),
                signedIn(
                        "messages/group",
                        "messages/" + group,
                        Map.of("message_group_uuid", group, "reader_uuid", user)),
                signedIn("messages/object", null, Map.of("uuid", message)),
                forAll("activities/trends", "activities/trends", Map.of()),
                forAll("users/recently-active", "users", Map.of()),
                signedIn("users/me", "users/me", ofUser),
                forAll("users/atom", "users/@" + USER + "/feed.atom", ofUser),
                signedIn("export/cruds", null, ofAccount),
                signedIn("export/replies", null, ofAccount),
                signedIn("export/likes", null, ofAccount),
                signedIn("export/reposts", null, ofAccount),
                signedIn("export/message_groups", null, ofAccount),
                forAll("users/search", null, Map.of("term", USER)),
                forAll("users/named", "users?handles=" + USER, Map.of("handles", USER)),
                forAll("users/profile", "users/@" + USER, ofUser),
                forAll("users/short", "users/@" + USER + "/short", ofUser),
                forAll("previews/crud", null, ofCrud),
                forAll("previews/profile", null, ofUser)));
        for (String term : List.of(
                MOST_FREQUENT,
                FREQUENT,
                RARE,
                MOST_FREQUENT + " " + MOST_FREQUENT,
                MOST_FREQUENT + " " + FREQUENT,
                "#" + MOST_FREQUENT,
                "@" + USER)) {
            all.add(forAll(
                    "activities/search",
                    "activities/search?term=" + URLEncoder.encode(term, StandardCharsets.UTF_8),
                    Map.of("term", term, "reader", user)));
        }
        return all;
    }

    private static BusiestRead forAll(String name, String path, Map<String, String> parameters) {
        return new BusiestRead(name, path, true, PageRequest.DEFAULT_LIMIT, parameters);
    }

    private static BusiestRead signedIn(String name, String path, Map<String, String> parameters) {
        return new BusiestRead(name, path, false, PageRequest.DEFAULT_LIMIT, parameters);
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    BusiestRead withLimit(int limit) {
        return new BusiestRead(name, path, forGuests, limit, parameters);
    }

    /** All parameters of the page that starts at this cursor. */
    Map<String, String> page(Cursor cursor) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("limit", String.valueOf(limit + 1));
        all.put("before", cursor.createdAt());
        all.put("before_uuid", cursor.uuid());
        all.put("rank", String.valueOf(cursor.rank()));
        return all;
    }

    /**
     * The cursor of a page, counted from 1, if there are as many pages. Found by reading all rows before it in pages of the maximum size.
     */
    Optional<Cursor> cursorOfPage(Connection connection, int number) throws SQLException {
        Optional<Cursor> cursor = Optional.of(Cursor.START);
        int rows = (number - 1) * limit;
        while (rows > 0 && cursor.isPresent()) {
            int pageSize = Math.min(rows, PageRequest.MAX_LIMIT);
            cursor = withLimit(pageSize).next(connection, cursor.get());
            rows -= pageSize;
        }
        return cursor;
    }

    private Optional<Cursor> next(Connection connection, Cursor cursor) throws SQLException {
        SqlTemplate template = SqlTemplate.load(name).get(0);
        Map<String, String> values = page(cursor);
        String sql = template.asJson();
        for (int i = template.parameters().size(); i > 0; i--) {
            sql = sql.replace("?" + i, "'" + values.get(template.parameters().get(i - 1)) + "'");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return Optional.ofNullable(row.getString(2)).map(Cursor::ofRow);
        }
    }
}
