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

    private static final int MOST_AT_ONCE = 1000;

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
     * What was told after an id, {@value #MOST_AT_ONCE} changes at most.
     *
     * @param withCruds whether anybody wants to see the cruds; without, only {@code last} is right
     */
    static Stretch after(Connection connection, long id, boolean withCruds) throws SQLException {
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
                  WHERE activity_events.id > ?
                  ORDER BY activity_events.id
                  LIMIT %d
                ), latest AS (
                  SELECT max(id) AS id, kind, uuid, min(created_at) AS told_at FROM told GROUP BY kind, uuid
                )
                SELECT
                  latest.id, latest.kind, latest.uuid, shown.crud,
                  extract(epoch FROM clock_timestamp() - latest.told_at) AS age
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
                ORDER BY latest.id"""
                        .formatted(MOST_AT_ONCE);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.setBoolean(2, withCruds);
            try (ResultSet rows = statement.executeQuery()) {
                long last = id;
                double age = 0;
                List<StreamEvent> events = new ArrayList<>();
                while (rows.next()) {
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

    /** The newest hundred cruds, oldest first, for whoever was away for longer than the log goes back. */
    static List<StreamEvent> newest(Connection connection, long id) throws SQLException {
        String sql =
                """
                SELECT CAST(row_to_json(newest) AS text)
                FROM (
                  SELECT *
                  FROM feed_activities
                  WHERE reply_to_activity_uuid IS NULL AND expires_at > now()
                  ORDER BY created_at DESC, uuid DESC
                  LIMIT 100
                ) AS newest
                ORDER BY newest.created_at, newest.uuid""";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<StreamEvent> events = new ArrayList<>();
            while (rows.next()) {
                events.add(new StreamEvent(id, ActivityChange.Kind.UPDATE.label(), rows.getString(1)));
            }
            return events;
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
