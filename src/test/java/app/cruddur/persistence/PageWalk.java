package app.cruddur.persistence;

import app.cruddur.persistence.migration.SchemaMigration;
import app.cruddur.persistence.resilience.DatabaseTimeouts;
import app.cruddur.support.ThrowAwayDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a feed page by page over JDBC, with the SQL statement that the server registers. */
public final class PageWalk implements AutoCloseable {

    /** Receives the keys of one page. */
    public interface Visitor {
        void visit(List<UUID> page) throws SQLException;
    }

    private final Connection connection;

    public PageWalk(ThrowAwayDatabase postgres, String database) throws SQLException {
        ConnectionUrl url = postgres.create(database);
        new SchemaMigration(url, "schema,seed").run();
        connection = new CruddurDataSource(url, DatabaseTimeouts.MIGRATION).getConnection();
    }

    /** Replaces all cruds by one for each age; a negative age means that the crud has just expired. */
    public List<UUID> insert(List<Integer> secondsAgo) throws SQLException {
        List<UUID> uuids = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM activities");
            for (int age : secondsAgo) {
                uuids.add(insert(
                        "now() - interval '%d seconds'".formatted(Math.abs(age) + 10),
                        age < 0 ? "now() - interval '1 second'" : "now() + interval '1 hour'"));
            }
        }
        return uuids;
    }

    public UUID insertOne() throws SQLException {
        return insert("clock_timestamp()", "now() + interval '1 hour'");
    }

    private UUID insert(String createdAt, String expiresAt) throws SQLException {
        String sql =
                """
                INSERT INTO activities (user_uuid, message, created_at, expires_at)
                SELECT uuid, 'crud', date_trunc('second', %s), %s FROM users WHERE handle = 'bayko'
                RETURNING uuid"""
                        .formatted(createdAt, expiresAt);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1, UUID.class);
        }
    }

    /** The unexpired cruds, newest first, read by a simple query. */
    public List<UUID> living() throws SQLException {
        String sql = "SELECT uuid FROM activities WHERE expires_at > now() ORDER BY created_at DESC, uuid DESC";
        List<UUID> uuids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                uuids.add(rows.getObject(1, UUID.class));
            }
        }
        return uuids;
    }

    public void pages(String name, int limit, Visitor visitor) throws SQLException {
        SqlTemplate template = SqlTemplate.load(name).get(0);
        List<Integer> positions = new ArrayList<>();
        String sql = Pattern.compile("\\?([0-9]+)").matcher(template.asJson()).replaceAll(position -> {
            positions.add(Integer.parseInt(position.group(1)));
            return "?";
        });
        Cursor cursor = Cursor.START;
        while (cursor != null) {
            String next;
            List<UUID> page = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < positions.size(); i++) {
                    switch (template.parameters().get(positions.get(i) - 1)) {
                        case "limit" -> statement.setInt(i + 1, limit + 1);
                        case "before" -> statement.setString(i + 1, cursor.createdAt());
                        case "before_uuid" -> statement.setString(i + 1, cursor.uuid());
                        default -> throw new IllegalStateException("a parameter that no feed has");
                    }
                }
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    try (var json = Json.createReader(new StringReader(row.getString(1)))) {
                        for (JsonObject crud : json.readArray().getValuesAs(JsonObject.class)) {
                            page.add(UUID.fromString(crud.getString("uuid")));
                        }
                    }
                    next = row.getString(2);
                }
            }
            visitor.visit(page);
            cursor = next == null
                    ? null
                    : Cursor.parse(Cursor.ofRow(next).toString()).orElseThrow();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
