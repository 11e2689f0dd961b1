package app.cruddur.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How far a server's write-ahead log goes: on a primary what is written, on a standby what is replayed. Everything that was committed
 * before a primary said so is there on any server of the same history that is as far.
 *
 * @param history the cluster and its timeline, which a promotion changes: positions of two histories cannot be compared
 * @param lsn bytes since the log began
 * @see <a href="https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-TIMELINES">PostgreSQL: Timelines</a>
 */
public record ReplicationPosition(String history, long lsn) {

    // A standby learns of its new timeline some time after its new primary: until then it counts as another history's.
    static final String QUERY =
            """
            SELECT
              (SELECT system_identifier FROM pg_control_system()) || ' ' || CASE WHEN pg_is_in_recovery()
                THEN (SELECT timeline_id FROM pg_control_checkpoint())
                ELSE CAST(CAST('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8) AS bit(32)) AS integer)
              END,
              CAST(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END
                - CAST('0/0' AS pg_lsn) AS bigint)""";

    /** @throws SQLException also where there is no such log, as on Aurora */
    public static ReplicationPosition of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            return of(row);
        }
    }

    static ReplicationPosition of(ResultSet row) throws SQLException {
        row.next();
        return new ReplicationPosition(row.getString(1), row.getLong(2));
    }

    /** Whether all is here that was there. */
    boolean reaches(ReplicationPosition other) {
        return history.equals(other.history) && lsn >= other.lsn;
    }
}
