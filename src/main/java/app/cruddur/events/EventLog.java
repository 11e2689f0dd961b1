package app.cruddur.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The event log, table {@code activity_events}: the changes of the last ten minutes, in the order in which all nodes send them. */
final class EventLog {

    /** The channel on which PostgreSQL notifies the listeners of new events. */
    static final String CHANNEL = "activity_events";

    /** The limits of one read, which bound its memory and its duration. A read ends with the crud that exceeds {@code bytes}. */
    private record Limits(int changes, int bytes) {}

    private static final Limits BROADCAST = new Limits(200, 128 * 1024);
    /** Smaller, because each resuming stream may hold a portion. */
    private static final Limits PORTION = new Limits(50, 32 * 1024);
    /** Streams that restart share the same bytes. */
    private static final Limits RESTART = new Limits(100, 256 * 1024);

    /**
     * A segment of the log.
     *
     * @param last the id of its last change; the id that was asked for if there are no changes
     * @param events the events for the streams; several updates of one crud are one event with its present state
     * @param ageSeconds time since the oldest of the changes was published; 0 if there are none
     * @param mayHaveMore whether the read ended at one of its limits
     */
    record Segment(long last, List<StreamEvent> events, double ageSeconds, boolean mayHaveMore) {}

    private EventLog() {}

    /**
     * Appends changes to the log and notifies the listeners of all nodes.
     *
     * @return the id of the last of these events
     */
    static long publish(Connection connection, Collection<ActivityChanged> changes) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT lastval() FROM publish_activity_events(?, ?)")) {
            Object[] kinds =
                    changes.stream().map(change -> change.kind().label()).toArray();
            Object[] uuids = changes.stream().map(ActivityChanged::uuid).toArray();
            statement.setArray(1, connection.createArrayOf("text", kinds));
            statement.setArray(2, connection.createArrayOf("uuid", uuids));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The id of the latest event; 0 if the log is empty. */
    static long last(Connection connection) throws SQLException {
        return number(connection, "SELECT COALESCE(max(id), 0) FROM activity_events");
    }

    /** The smallest id after which the log is complete: one less than the id of its oldest event; 0 if the log is empty. */
    static long earliest(Connection connection) throws SQLException {
        return number(connection, "SELECT COALESCE(min(id) - 1, 0) FROM activity_events");
    }

    /**
     * Reads the changes after an id, as many as one broadcast holds.
     *
     * @param withCruds whether to read the cruds; if false, {@code events} lacks all updates
     */
    static Segment after(Connection connection, long id, boolean withCruds) throws SQLException {
        return read(connection, id, Long.MAX_VALUE, BROADCAST, withCruds);
    }

    /** Reads the changes after an id up to {@code end}, as many as one portion holds. If there are none, {@code last} is {@code end}. */
    static Segment between(Connection connection, long id, long end) throws SQLException {
        Segment portion = read(connection, id, end, PORTION, true);
        return portion.last() == id ? new Segment(end, List.of(), 0, false) : portion;
    }

    private static Segment read(Connection connection, long id, long end, Limits limits, boolean withCruds)
            throws SQLException {
        // An update of a reply becomes an update of the crud that it answers. The correlated subqueries run once per
        // row: table statistics can never make the planner choose a scan of all cruds.
        String sql =
                """
                WITH changes AS (
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
                  SELECT max(id) AS id, kind, uuid, min(created_at) AS published_at FROM changes GROUP BY kind, uuid
                )
                SELECT
                  latest.id, latest.kind, latest.uuid, shown.crud,
                  extract(epoch FROM clock_timestamp() - latest.published_at) AS age,
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
            statement.setInt(3, limits.changes());
            statement.setBoolean(4, withCruds);
            try (ResultSet rows = statement.executeQuery()) {
                long last = id;
                double ageSeconds = 0;
                int bytes = 0;
                List<StreamEvent> events = new ArrayList<>();
                while (bytes < limits.bytes() && rows.next()) {
                    bytes += rows.getInt(6);
                    last = rows.getLong(1);
                    ageSeconds = Math.max(ageSeconds, rows.getDouble(5));
                    String kind = rows.getString(2);
                    if (kind.equals(ActivityChanged.Kind.DELETE.label())) {
                        events.add(StreamEvent.removed(last, kind, rows.getObject(3, UUID.class)));
                    } else if (rows.getString(4) != null) {
                        events.add(new StreamEvent(last, kind, rows.getString(4)));
                    }
                }
                // Equal changes are one row, so the ids count the changes; ids of failed transactions are missing.
                boolean mayHaveMore = bytes >= limits.bytes() || last - id >= limits.changes();
                return new Segment(last, events, ageSeconds, mayHaveMore);
            }
        }
    }

    /**
     * Reads the newest cruds, oldest first, for a reader whose position is no longer in the log. Their event id is 0, so that a reader that
     * loses the connection before the end of them restarts again.
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
                    events.add(new StreamEvent(0, ActivityChanged.Kind.UPDATE.label(), rows.getString(1)));
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
