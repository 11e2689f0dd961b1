package app.cruddur.database;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What PostgreSQL's SQLSTATEs mean to us. */
public final class DatabaseErrors {

    /** PostgreSQL's sqlclient_unable_to_establish_sqlconnection, and cannot_connect_now. */
    private static final Set<String> NOT_REACHED = Set.of("08001", "57P03");

    private static final String COMMIT_UNKNOWN = "08007";
    /** PostgreSQL's read_only_sql_transaction. */
    private static final String READ_ONLY = "25006";

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
                || state.equals(READ_ONLY) // read only: a standby before its promotion, or an operator's doing
                || state.equals("25P03") // idle in a transaction for too long
                || state.equals("57014") // statement timeout
                || state.equals("55P03") // lock timeout
                || state.equals("55000") // the database does not accept connections
                || isConflictOfTransactions(e);
    }

    /**
     * The servers' transactions do not say what their commit failed for, and Payara's Jersey answers what they throw by itself, with 500. As
     * its callers see it: with PostgreSQL's transaction_resolution_unknown; whatever else was thrown stays as it is.
     */
    static Exception ofCommit(Exception thrown) {
        if (in(thrown).isPresent()) {
            return thrown;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RollbackException
                    || cause instanceof HeuristicMixedException
                    || cause instanceof HeuristicRollbackException
                    || cause instanceof SystemException) {
                return new SQLTransientConnectionException(
                        "a transaction was not committed: " + Objects.requireNonNullElse(cause.getCause(), cause),
                        COMMIT_UNKNOWN,
                        thrown);
            }
        }
        return thrown;
    }

    /**
     * Whether no connection could be opened. An answer that did not come in time is no proof of that: a slow statement, or a commit that
     * waits for a synchronous standby, looks the same.
     */
    static boolean isAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && NOT_REACHED.contains(String.valueOf(e.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a write was refused because the server is a standby, or read-only for another reason. */
    static boolean isReadOnly(Throwable thrown) {
        return in(thrown).filter(e -> READ_ONLY.equals(e.getSQLState())).isPresent();
    }

    /** Whether it was this statement that took too long, or was in the way of a standby's replay. */
    static boolean isOfStatement(SQLException e) {
        return "57014".equals(e.getSQLState()) || isConflictOfTransactions(e);
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
            if (cause instanceof IOException) {
                // Let in, and hung up on: so does a server that is about to stop.
                return "broken";
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
            case "57P01", "57P02", "25P03" -> "terminated";
            case "57P03", "55000" -> "not_accepting";
            // The driver's login timeout; whatever else keeps it from connecting has a cause that was seen above.
            case "08001" -> "timeout";
            case "53100" -> "disk_full";
            case "53300" -> "too_many_connections";
            case "57014" -> "statement_timeout";
            case "55P03" -> "lock_timeout";
            case READ_ONLY -> "read_only";
            case "40001", "40P01" -> "conflict";
            default ->
                switch (state.substring(0, 2)) {
                    case "08" -> "broken";
                    case "23" -> "constraint";
                    case "28" -> "authentication";
                    case "58" -> "system_error";
                    default -> "other";
                };
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
