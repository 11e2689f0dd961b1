package app.cruddur.persistence.resilience;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Circuit breaker for the database. It opens when no connection can be opened, and closes with the first success. While it is open, one
 * request at a time probes the database and the others fail immediately with SQLSTATE 08001. Without it, each request would wait for the
 * same unreachable database, and later requests would queue behind these.
 *
 * <p>Static, because the pools of Payara and WildFly create the data source and its connections, not CDI.
 */
public final class CircuitBreaker {

    private static final Logger LOG = Logger.getLogger(CircuitBreaker.class.getName());
    /** PostgreSQL's sqlclient_unable_to_establish_sqlconnection. */
    private static final String UNABLE_TO_CONNECT = "08001";

    /** A login with a shorter limit that timed out does not open the circuit breaker: the database may just be slow. */
    private static final int MIN_CONCLUSIVE_LOGIN_MILLIS = 2_000;

    private static final AtomicBoolean PROBING = new AtomicBoolean();
    private static volatile boolean isOpen;

    private CircuitBreaker() {}

    /**
     * Permission for one call to use the database; closed when the call is complete.
     *
     * @param isProbe whether this call is the probe of an open circuit breaker
     */
    record Pass(boolean isProbe) implements AutoCloseable {

        /** Records that the call succeeded, which closes the circuit breaker. */
        void succeed() {
            closeCircuit();
        }

        @Override
        public void close() {
            if (isProbe) {
                PROBING.set(false);
            }
        }
    }

    /**
     * Lets a call through, as the probe if the circuit breaker is open.
     *
     * @throws SQLException with SQLSTATE 08001 when the circuit breaker is open and another call is the probe
     */
    static Pass pass() throws SQLException {
        if (!isOpen) {
            return new Pass(false);
        }
        if (!PROBING.compareAndSet(false, true)) {
            throw new SQLTransientConnectionException("the database does not answer", UNABLE_TO_CONNECT);
        }
        return new Pass(true);
    }

    /**
     * Opens a connection and records the result: success closes the circuit breaker, failure may open it.
     *
     * @param loginMillis the time limit of the login; the request's deadline may have shortened it
     */
    public static Connection open(ReconnectingConnection.Source source, int loginMillis) throws SQLException {
        try {
            Connection connection = source.open();
            closeCircuit();
            return connection;
        } catch (SQLException e) {
            if (loginMillis >= MIN_CONCLUSIVE_LOGIN_MILLIS
                    || !DatabaseErrors.kind(e).equals("timeout")) {
                recordFailure(e);
            }
            throw e;
        }
    }

    /** Opens the circuit breaker if the error shows that no connection could be opened. */
    static void recordFailure(Throwable thrown) {
        if (!isOpen && DatabaseErrors.isAway(thrown)) {
            isOpen = true;
            LOG.warning(() -> "The database does not answer: " + thrown.getMessage());
        }
    }

    /** Closes the circuit breaker. */
    static void closeCircuit() {
        if (isOpen) {
            isOpen = false;
            LOG.info("The database answers again");
        }
    }
}
