package app.cruddur.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A read as it is asked of a database that {@code bench/load.sql} filled, of whom or what there is the most.
 *
 * @param name the template
 * @param path where the server answers it; null when it is but the answer to a write
 * @param limit how many rows a page has
 * @param parameters the template's, but for those of the page
 */
record BusiestRead(String name, String path, int limit, Map<String, String> parameters) {

    /** Fills the database as {@code bench/load} does. */
    static void load(Connection connection, int users, int activities) throws IOException, SQLException {
        String script = Files.readString(Path.of("bench/load.sql"))
                // What only psql understands, its progress.
                .replaceAll("(?m)^\\\\echo.*$", "")
                .replace(":users", String.valueOf(users))
                .replace(":activities", String.valueOf(activities));
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
            statement.execute("VACUUM ANALYZE");
        }
    }

    /** One at least of each template. */
    static List<BusiestRead> all(Connection connection) throws SQLException {
        String user = value(connection, "SELECT uuid FROM users WHERE handle = 'user0'");
        String crud = value(connection, "SELECT uuid FROM activities ORDER BY replies_count DESC LIMIT 1");
        String group = value(
                connection, "SELECT message_group_uuid FROM messages GROUP BY 1 ORDER BY count(*) DESC LIMIT 1");
        String message = value(connection, "SELECT uuid FROM messages LIMIT 1");
        int limit = PageRequest.DEFAULT_LIMIT;
        return List.of(
                new BusiestRead("health-check", "health-check", limit, Map.of("version", "1")),
                new BusiestRead("activities/home", "activities/home", limit, Map.of("reader", user)),
                new BusiestRead(
                        "activities/user", "activities/@user0", limit, Map.of("handle", "user0", "reader", user)),
                new BusiestRead("activities/object", "activities/" + crud, limit, Map.of("uuid", crud, "reader", user)),
                new BusiestRead(
                        "activities/replies",
                        "activities/" + crud + "/replies",
                        limit,
                        Map.of("uuid", crud, "reader", user)),
                new BusiestRead("activities/notifications", "activities/notifications", limit, Map.of("reader", user)),
                new BusiestRead("activities/likes", null, limit, Map.of("uuid", crud, "reader", user)),
                new BusiestRead("activities/reposts", null, limit, Map.of("uuid", crud, "reader", user)),
                // Of twenty to a page nobody has a thousand.
                new BusiestRead("message_groups/user", "message_groups", 5, Map.of("user_uuid", user)),
                new BusiestRead(
                        "messages/group",
                        "messages/" + group,
                        limit,
                        Map.of("message_group_uuid", group, "reader_uuid", user)),
                new BusiestRead("messages/object", null, limit, Map.of("uuid", message)),
                new BusiestRead("users/profile", "users/@user0", limit, Map.of("handle", "user0")),
                new BusiestRead("users/short", "users/@user0/short", limit, Map.of("handle", "user0")));
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    BusiestRead withLimit(int limit) {
        return new BusiestRead(name, path, limit, parameters);
    }

    /** All parameters of a page. */
    Map<String, String> page(Cursor cursor) {
        return page(cursor, limit);
    }

    private Map<String, String> page(Cursor cursor, int rows) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("limit", String.valueOf(rows + 1));
        all.put("before", cursor.createdAt());
        all.put("before_uuid", cursor.uuid());
        return all;
    }

    /** Where the page of that number (from 1) begins, if there are so many: as the read itself says behind one page of all rows before. */
    Optional<Cursor> cursorOfPage(Connection connection, int number) throws SQLException {
        SqlTemplate template = SqlTemplate.load(name).get(0);
        Map<String, String> values = page(Cursor.START, (number - 1) * limit);
        List<String> order = new ArrayList<>();
        String sql = template.asJson();
        for (int i = template.parameters().size(); i > 0; i--) {
            sql = sql.replace("?" + i, "'" + values.get(template.parameters().get(i - 1)) + "'");
        }
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getString(2)).map(Cursor::ofRow);
        }
    }
}
