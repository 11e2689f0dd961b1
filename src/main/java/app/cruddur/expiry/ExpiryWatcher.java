package app.cruddur.expiry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Which cruds end when, by PostgreSQL's clock: however they came into the table, each is met once, at its moment. */
public final class ExpiryWatcher {

    /**
     * @param ended what has ended since the last look
     * @param next how long until the next ends, of those that are there; a day when none does before
     */
    public record Look(List<UUID> ended, Duration next) {}

    private OffsetDateTime seen;

    public Look look(Connection connection) throws SQLException {
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
            statement.setObject(1, seen);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                UUID[] ended = (UUID[]) row.getArray(2).getArray();
                seen = row.getObject(1, OffsetDateTime.class);
                return new Look(List.of(ended), Duration.ofMillis(row.getLong(3)));
            }
        }
    }
}
