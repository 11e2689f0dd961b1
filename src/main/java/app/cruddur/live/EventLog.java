package app.cruddur.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** {@code activity_events}: what changed in the last ten minutes, in the one order in which every node tells it. */
final class EventLog {

    /** The channel on which PostgreSQL says that there is more. */
    static final String CHANNEL = "activity_events";

    /** What one read returns at most: a bound on memory, and on how long one read takes. */
    private record Bounds(int changes, int bytes) {}

    private static final Bounds BROADCAST = new Bounds(200, 128 * 1024);
    /** Each resuming stream may hold one portion of its own. */
    private static final Bounds PORTION = new Bounds(50, 32 * 1024);
    /** All that restart share the same bytes. */
    private static final Bounds RESTART = new Bounds(100, 256 * 1024);

    /**
     * What a stretch of the log says.
     *
     * @param last the id up to which it goes
     * @param events what is to be told of it: of several changes of one crud, how it is now
     * @param age seconds since the first of it was told; 0 when there is nothing
     */
    record Stretch(long last, List<StreamEvent> events, double age) {}

    private EventLog() {}

    /**
     * Writes down what changed, and has PostgreSQL wake every node.
     *
     * @return the id of the last of these events
     */
    static long tell(Connection connection, Collection<ActivityChange> changes) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT lastval() FROM tell_of_activities(?, ?)")) {
            Object[] kinds =
                    changes.stream().map(change -> change.kind().label()).toArray();
            Object[] uuids = changes.stream().map(ActivityChange::uuid).toArray();
            statement.setArray(1, connection.createArrayOf("text", kinds));
            statement.setArray(2, connection.createArrayOf("uuid", uuids));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The id of what was told last; 0 when nothing ever was. */
    static long last(Connection connection) throws SQLException {
        return number(connection, "SELECT COALESCE(max(id), 0) FROM activity_events");
    }

    /** The smallest id after which nothing is missing. */
    static long earliest(Connection connection) throws SQLException {
        return number(connection, "SELECT COALESCE(min(id) - 1, 0) FROM activity_events");
    }

    /**
     * The changes after an id, as many as one broadcast holds.
     *
     * @param withCruds whether anybody wants to see the cruds; without, only {@code last} is right
     */
    static Stretch after(Connection connection, long id, boolean withCruds) throws SQLException {
        return read(connection, id, Long.MAX_VALUE, BROADCAST, withCruds);
    }

    /** The changes after an id and up to another, as many as one portion holds; {@code last} is the other id when there are no more. */
    static Stretch between(Connection connection, long id, long end) throws SQLException {
        Stretch portion = read(connection, id, end, PORTION, true);
        return portion.last() == id ? new Stretch(end, List.of(), 0) : portion;
    }

    private static Stretch read(Connection connection, long id, long end, Bounds most, boolean withCruds)
            throws SQLException {
        // A reply is shown by the crud it answers. Row by row: no statistics shall ever make this a scan of all cruds.
        String sql =
                """
                WITH told AS (
                  SELECT
                    activity_events.id,
                    activity_events.kind,
                    activity_events.created_at,
                    CASE WHEN kind = 'update' THEN COALESCE(
                      (SELECT reply_to_activity_uuid FROM activities WHERE activities.uuid = activity_events.uuid),
                      activity_events.uuid
                    ) ELSE activity_events.uuid END AS uuid
                  FROM activity_events
                  WHERE activity_events.id > ? AND activity_events.id <= ?
                  ORDER BY activity_events.id
                  LIMIT ?
                ), latest AS (
                  SELECT max(id) AS id, kind, uuid, min(created_at) AS told_at FROM told GROUP BY kind, uuid
                )
                SELECT
                  latest.id, latest.kind, latest.uuid, shown.crud,
                  extract(epoch FROM clock_timestamp() - latest.told_at) AS age,
                  COALESCE(octet_length(shown.crud), 0) AS bytes
                FROM latest
                LEFT JOIN LATERAL (
                  SELECT CAST(row_to_json(feed_activities) AS text) AS crud
                  FROM feed_activities
                  WHERE ?
                    AND latest.kind = 'update'
                    AND feed_activities.uuid = latest.uuid
                    AND feed_activities.reply_to_activity_uuid IS NULL
                    AND feed_activities.expires_at > now()
                  LIMIT 1
                ) AS shown ON true
                ORDER BY latest.id""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.setLong(2, end);
            statement.setInt(3, most.changes());
            statement.setBoolean(4, withCruds);
            try (ResultSet rows = statement.executeQuery()) {
                long last = id;
                double age = 0;
                int bytes = 0;
                List<StreamEvent> events = new ArrayList<>();
                while (bytes < most.bytes() && rows.next()) {
                    bytes += rows.getInt(6);
                    last = rows.getLong(1);
                    age = Math.max(age, rows.getDouble(5));
                    String kind = rows.getString(2);
                    if (kind.equals(ActivityChange.Kind.DELETE.label())) {
                        events.add(StreamEvent.gone(last, kind, rows.getObject(3, UUID.class)));
                    } else if (rows.getString(4) != null) {
                        events.add(new StreamEvent(last, kind, rows.getString(4)));
                    }
                }
                return new Stretch(last, events, age);
            }
        }
    }

    /**
     * The newest cruds, oldest first, for a reader that was away for longer than the log goes back. Their id is 0: a reader that loses the
     * connection between them restarts.
     */
    static List<StreamEvent> newest(Connection connection) throws SQLException {
        String sql =
                """
                SELECT crud
                FROM (
                  SELECT
                    crud, created_at, uuid,
                    sum(octet_length(crud)) OVER (ORDER BY created_at DESC, uuid DESC) AS bytes
                  FROM (
                    SELECT CAST(row_to_json(feed_activities) AS text) AS crud, created_at, uuid
                    FROM feed_activities
                    WHERE reply_to_activity_uuid IS NULL AND expires_at > now()
                    ORDER BY created_at DESC, uuid DESC
                    LIMIT ?
                  ) AS newest
                ) AS counted
                WHERE bytes <= ?
                ORDER BY created_at, uuid""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, RESTART.changes());
            statement.setInt(2, RESTART.bytes());
            try (ResultSet rows = statement.executeQuery()) {
                List<StreamEvent> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(new StreamEvent(0, ActivityChange.Kind.UPDATE.label(), rows.getString(1)));
                }
                return events;
            }
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
