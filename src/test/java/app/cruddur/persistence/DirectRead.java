package app.cruddur.persistence;

import app.cruddur.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads a template's rows as JSON with literals and a minimal wrapper, as the expected value for the server's response. */
public final class DirectRead {

    private DirectRead() {}

    /** The first page of a feed as guests see it, as a JSON array. */
    public static byte[] array(String name, int limit) throws SQLException {
        return array(SqlTemplate.load(name).get(0), limit, Map.of());
    }

    /** The first page of a feed as a signed-in reader sees it, by the variant for signed-in readers; with the feed's handle, if it has one. */
    public static byte[] array(String name, int limit, UUID reader, String handle) throws SQLException {
        return array(
                SqlTemplate.load(name).get(1),
                limit,
                Map.of("reader", "'" + reader + "'", "handle", "'" + handle + "'"));
    }

    private static byte[] array(SqlTemplate template, int limit, Map<String, String> more) throws SQLException {
        Map<String, String> literals = new HashMap<>(more);
        literals.put("limit", String.valueOf(limit));
        literals.put("before", "'infinity'");
        literals.put("before_uuid", "'ffffffff-ffff-ffff-ffff-ffffffffffff'");
        String sql =
                "SELECT array_to_json(array_agg(" + template.json() + ")) FROM (" + template.sql() + ") AS json_row";
        for (int i = 0; i < template.parameters().size(); i++) {
            sql = sql.replace("?" + (i + 1), literals.get(template.parameters().get(i)));
        }
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1).getBytes(StandardCharsets.UTF_8);
            }
        }
    }
}
