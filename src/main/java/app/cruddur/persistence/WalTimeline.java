package app.cruddur.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The timeline of a PostgreSQL primary. It changes when a standby is promoted; sequences and logs of two timelines are not comparable.
 *
 * @param cluster PostgreSQL's system identifier, which a primary and its standbys share
 * @see <a href="https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-TIMELINES">PostgreSQL: Timelines</a>
 */
public record WalTimeline(String cluster, int number) {

    /** These functions need no privilege, unless EXECUTE was revoked from PUBLIC. */
    private static final String QUERY =
            """
            SELECT
              (SELECT system_identifier FROM pg_control_system()),
              CASE WHEN NOT pg_is_in_recovery()
                THEN CAST(CAST('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8) AS bit(32)) AS integer)
              END""";

    /**
     * Reads the timeline of the server; empty if it is a standby.
     *
     * @throws SQLException also on servers without a write-ahead log, such as Aurora
     */
    public static Optional<WalTimeline> of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            Integer number = row.getObject(2, Integer.class);
            return number == null ? Optional.empty() : Optional.of(new WalTimeline(row.getString(1), number));
        }
    }
}
