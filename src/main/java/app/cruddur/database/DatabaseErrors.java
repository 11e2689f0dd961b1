package app.cruddur.database;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What PostgreSQL's SQLSTATEs mean to us. */
public final class DatabaseErrors {

    /** PostgreSQL's sqlclient_unable_to_establish_sqlconnection, and cannot_connect_now. */
    private static final Set<String> NOT_REACHED = Set.of("08001", "57P03");

    private DatabaseErrors() {}

    /** The SQL error that lies under a provider's exceptions, if any. */
    public static Optional<SQLException> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the database could not be reached, is starting, stopping or full, or gave up waiting: later it may well work.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL: Error Codes</a>
     */
    public static boolean isUnavailable(SQLException e) {
        String state = e.getSQLState();
        // A server's pool that cannot give a connection says so without a SQLSTATE.
        return state == null
                || state.startsWith("08") // connection exception
                || state.startsWith("53") // insufficient resources: no memory, no disk, no connection left
                || state.startsWith("57P0") // admin shutdown, crash, cannot connect now, database dropped
                || state.startsWith("58") // system error: what the disk under it does
                || state.equals("25006") // read only: a standby, or an operator's doing
                || state.equals("25P03") // idle in a transaction for too long
                || state.equals("57014") // statement timeout
                || state.equals("55P03") // lock timeout
                || state.equals("55000") // the database does not accept connections
                || isConflictOfTransactions(e);
    }

    /** Whether nothing answers where the database should be; it is not so when it answers that something is wrong. */
    static boolean isAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException
                    || cause instanceof SQLException e && NOT_REACHED.contains(String.valueOf(e.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same transaction may well succeed when it is simply run again: serialization failure, deadlock. */
    static boolean isConflictOfTransactions(SQLException e) {
        return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
    }

    /** Whether the schema refused what is not (or, after somebody else's write, no longer) consistent: unique, foreign key, check. */
    public static boolean isConflict(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("23");
    }
}
