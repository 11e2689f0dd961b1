package app.cruddur.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Circuit breaker: it opens when no connection to the database can be opened. While nothing answers where the database should be, one request at a time finds out whether it is back; all others are told at once that
 * it is not. Else each would wait for the same, and who came later behind them, for as long again.
 */
final class Outage {

    private static final Logger LOG = Logger.getLogger(Outage.class.getName());
    /** PostgreSQL's sqlclient_unable_to_establish_sqlconnection. */
    private static final String NOT_REACHED = "08001";

    /** Milliseconds: a login that was given less and timed out proves nothing. */
    private static final int CONCLUSIVE_LOGIN = 2_000;

    private static final AtomicBoolean ASKING = new AtomicBoolean();
    private static volatile boolean lasts;

    private Outage() {}

    /** A call that goes to the database; closed when it is over. */
    record Pass(boolean asking) implements AutoCloseable {

        /** The database has done what was asked of it. */
        void answered() {
            ends();
        }

        @Override
        public void close() {
            if (asking) {
                ASKING.set(false);
            }
        }
    }

    /** @throws SQLException when the database is away, and somebody is at finding out whether it still is */
    static Pass pass() throws SQLException {
        if (!lasts) {
            return new Pass(false);
        }
        if (!ASKING.compareAndSet(false, true)) {
            throw new SQLTransientConnectionException("the database does not answer", NOT_REACHED);
        }
        return new Pass(true);
    }

    /**
     * Opening a connection ends an outage, or begins one.
     *
     * @param login how long it may take, in milliseconds; a request's deadline shortens it
     */
    static Connection seenBy(LastingConnection.Source source, int login) throws SQLException {
        try {
            Connection connection = source.open();
            ends();
            return connection;
        } catch (SQLException e) {
            if (login >= CONCLUSIVE_LOGIN || !DatabaseErrors.kind(e).equals("timeout")) {
                noteIn(e);
            }
            throw e;
        }
    }

    /** Whether this is the sign of an outage. */
    static void noteIn(Throwable thrown) {
        if (!lasts && DatabaseErrors.isAway(thrown)) {
            lasts = true;
            LOG.warning(() -> "The database does not answer: " + thrown.getMessage());
        }
    }

    static void ends() {
        if (lasts) {
            lasts = false;
            LOG.info("The database answers again");
        }
    }
}
