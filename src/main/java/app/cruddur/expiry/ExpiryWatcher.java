package app.cruddur.expiry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Finds the cruds that have expired since the previous query, by PostgreSQL's clock: each crud once, however it was inserted. The next query
 * is due when the next crud expires.
 */
public final class ExpiryWatcher {

    /** Longest time between two queries: other SQL clients may insert cruds that expire sooner than the previous query found. */
    private static final long MAX_INTERVAL_MILLIS = 500;
    /** Shortest time between two queries, however many cruds expire. */
    private static final long MIN_INTERVAL_MILLIS = 20;

    private OffsetDateTime previousQueryAt;
    /** When the next query is due, in {@link System#nanoTime}. */
    private long dueAt = System.nanoTime();

    /** The time until the next query is due; zero if it is due. */
    public Duration untilDue() {
        return Duration.ofNanos(Math.max(0, dueAt - System.nanoTime()));
    }

    /** @return the cruds that have expired since the previous query; empty for the first one */
    public List<UUID> findExpired(Connection connection) throws SQLException {
        String sql =
                """
                SELECT
                  now(),
                  ARRAY(
                    SELECT uuid FROM activities
                    WHERE reply_to_activity_uuid IS NULL AND expires_at > COALESCE(?, now()) AND expires_at <= now()
                    ORDER BY expires_at
                  ),
                  LEAST(?, ceil(extract(epoch FROM (
                    SELECT min(expires_at) FROM activities
                    WHERE reply_to_activity_uuid IS NULL AND expires_at > now() AND expires_at < now() + interval '1 day'
                  ) - now()) * 1000))""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, previousQueryAt);
            statement.setLong(2, MAX_INTERVAL_MILLIS);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                UUID[] expired = (UUID[]) row.getArray(2).getArray();
                previousQueryAt = row.getObject(1, OffsetDateTime.class);
                long untilNextMillis = Math.max(MIN_INTERVAL_MILLIS, row.getLong(3));
                dueAt = System.nanoTime() + Duration.ofMillis(untilNextMillis).toNanos();
                return List.of(expired);
            }
        }
    }
}
