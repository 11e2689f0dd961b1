package app.cruddur.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The timeline of a PostgreSQL primary. It changes when a standby is promoted; sequences and logs of two timelines are not comparable.
 *
 * @see <a href="https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-TIMELINES">PostgreSQL: Timelines</a>
 */
public final class Timeline {

    private static final String QUERY =
            """
            SELECT
              (SELECT system_identifier FROM pg_control_system()) || ' '
              || CAST(CAST('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8) AS bit(32)) AS integer)""";

    private Timeline() {}

    /**
     * Reads the identifier of the cluster and its timeline.
     *
     * @throws SQLException also on a standby, and on servers without a write-ahead log, such as Aurora
     */
    public static String of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return row.getString(1);
        }
    }
}
