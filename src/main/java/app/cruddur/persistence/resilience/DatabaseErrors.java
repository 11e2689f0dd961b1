package app.cruddur.persistence.resilience;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Classifies database errors by their SQLSTATE and their causes. */
public final class DatabaseErrors {

    /** PostgreSQL's sqlclient_unable_to_establish_sqlconnection, and cannot_connect_now. */
    private static final Set<String> UNREACHABLE = Set.of("08001", "57P03");

    /** PostgreSQL's read_only_sql_transaction. */
    private static final String READ_ONLY = "25006";

    private DatabaseErrors() {}

    /** The first SQL error among the causes of an exception, such as one that a JPA provider has wrapped. */
    public static Optional<SQLException> in(Throwable thrown) {
        return causes(thrown)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }

    static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    /**
     * Whether the error may be temporary: the database is unreachable, starting, stopping or full, or a wait timed out.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL: Error Codes</a>
     */
    public static boolean isUnavailable(SQLException e) {
        String state = e.getSQLState();
        // The error of a server's pool that has no free connection has no SQLSTATE.
        return state == null
                || state.startsWith("08") // connection exception
                || state.startsWith("53") // insufficient resources: out of memory, disk full, too many connections
                || state.startsWith("57P0") // admin shutdown, crash, cannot connect now, database dropped
                || state.startsWith("58") // system error: outside of PostgreSQL, such as an I/O error
                || state.equals(READ_ONLY) // read-only: a standby before its promotion, or set by an operator
                || state.equals("25P03") // idle-in-transaction timeout
                || state.equals("57014") // statement timeout
                || state.equals("55P03") // lock timeout
                || state.equals("55000") // the database does not accept connections
                || isConflictOfTransactions(e);
    }

    /**
     * Whether no connection could be opened. A response that timed out does not count: a slow statement, or a commit that waits for a
     * synchronous standby, has the same symptom.
     */
    public static boolean isAway(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause ->
                        cause instanceof SQLException e && UNREACHABLE.contains(String.valueOf(e.getSQLState())));
    }

    /** Whether the server rejected a write because it is a standby, or read-only for another reason. */
    static boolean isReadOnly(Throwable thrown) {
        return in(thrown).filter(e -> READ_ONLY.equals(e.getSQLState())).isPresent();
    }

    /** The kind of an error, as the metrics name it. {@code docs/operations.md} lists all kinds and maps them to faults. */
    public static String kind(Throwable thrown) {
        boolean isSqlError = false;
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
                // The connection was accepted and then closed, as by a server that is about to stop.
                return "broken";
            }
            // A server's pool wraps the driver's error in a SQLException without a SQLSTATE.
            if (state == null && cause instanceof SQLException e) {
                isSqlError = true;
                state = e.getSQLState();
            }
        }
        if (state != null) {
            return kindOf(state);
        }
        return isSqlError ? "pool_exhausted" : "other";
    }

    private static String kindOf(String state) {
        return switch (state) {
            case "57P01", "57P02", "25P03" -> "terminated";
            case "57P03", "55000" -> "not_accepting";
            // The driver's login timeout. Other reasons for 08001 have a cause that kind() has already recognised.
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

    /** Whether the same transaction may succeed when it is run again: serialization failure or deadlock. */
    static boolean isConflictOfTransactions(SQLException e) {
        return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
    }

    /** Whether a constraint was violated (unique, foreign key, check), by this write alone or together with a concurrent one. */
    public static boolean isConflict(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("23");
    }
}
