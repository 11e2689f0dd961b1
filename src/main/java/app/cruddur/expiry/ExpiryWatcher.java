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
 * Finds the cruds that have expired since the previous query, by PostgreSQL's clock: each crud once, however it was inserted. Also returns the
 * time until the next expiry, after which to query again.
 */
public final class ExpiryWatcher {

    /**
     * @param expired the cruds that have expired since the previous query; empty for the first one
     * @param untilNext time until the next crud in the table expires; a day if none expires sooner
     */
    public record Look(List<UUID> expired, Duration untilNext) {}

    private OffsetDateTime previousQueryAt;

    public Look findExpired(Connection connection) throws SQLException {
        String sql =
                """
                SELECT
                  now(),
                  ARRAY(
                    SELECT uuid FROM activities
                    WHERE reply_to_activity_uuid IS NULL AND expires_at > COALESCE(?, now()) AND expires_at <= now()
                    ORDER BY expires_at
                  ),
                  COALESCE(ceil(extract(epoch FROM (
                    SELECT min(expires_at) FROM activities
                    WHERE reply_to_activity_uuid IS NULL AND expires_at > now() AND expires_at < now() + interval '1 day'
                  ) - now()) * 1000), 86400000)""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, previousQueryAt);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                UUID[] expired = (UUID[]) row.getArray(2).getArray();
                previousQueryAt = row.getObject(1, OffsetDateTime.class);
                return new Look(List.of(expired), Duration.ofMillis(row.getLong(3)));
            }
        }
    }
}
