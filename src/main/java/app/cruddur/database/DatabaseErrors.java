package app.cruddur.database;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;

/** What PostgreSQL's SQLSTATEs mean to us. */
public final class DatabaseErrors {

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
                || state.startsWith("53") // insufficient resources
                || state.startsWith("57P0") // admin shutdown, crash, cannot connect now, database dropped
                || state.equals("57014") // statement timeout
                || state.equals("55P03") // lock timeout
                || state.equals("55000") // the database does not accept connections
                || isConflictOfTransactions(e);
    }

    /**
     * What went wrong, in one word: of these there are as many as {@code docs/operations.md} tells, so that a fault is known by them.
     */
    public static String kind(Throwable thrown) {
        boolean sql = false;
        String state = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return "timeout";
            }
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException) {
                return "refused";
            }
            // A server's pool wraps the driver's error into one of its own, without a SQLSTATE.
            if (state == null && cause instanceof SQLException e) {
                sql = true;
                state = e.getSQLState();
            }
        }
        if (state != null) {
            return kindOf(state);
        }
        return sql ? "pool_exhausted" : "other";
    }

    private static String kindOf(String state) {
        return switch (state) {
            case "57P01", "57P02" -> "terminated";
            case "57P03", "55000" -> "not_accepting";
            // The driver's login timeout; whatever else keeps it from connecting has a cause that was seen above.
            case "08001" -> "timeout";
            case "53100" -> "disk_full";
            case "53300" -> "too_many_connections";
            case "57014" -> "statement_timeout";
            case "55P03" -> "lock_timeout";
            case "25006" -> "read_only";
            case "40001", "40P01" -> "conflict";
            default ->
                state.startsWith("08")
                        ? "broken"
                        : state.startsWith("23") ? "constraint" : state.startsWith("28") ? "authentication" : "other";
        };
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
