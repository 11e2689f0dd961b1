package app.cruddur.database;

import app.cruddur.operations.RequestId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A connection that outlives the database's restarts: before new work begins on it, a broken session is replaced by a new one. An
 * application cannot tell Payara's and WildFly's pools in the same way to discard a broken connection, so it is repaired behind their backs.
 *
 * <p>No session is opened before a statement needs it. Within a transaction the session is not replaced: its work is lost, and its commit
 * fails. States and what leads from one to the other:
 *
 * <pre>
 * NEW             no session, auto-commit       a statement opens a session
 * IDLE            session or none, no work      a statement validates the session, and replaces it if it is broken
 * IN_TRANSACTION  a statement was created       commit, rollback or setAutoCommit(true) leads to IDLE;
 *                 while auto-commit was off     if the commit fails, the session is discarded: NEW
 * </pre>
 *
 * <p>After a failed commit Payara's pool expects auto-commit and calls {@code setAutoCommit(false)} before the next transaction; WildFly's
 * discards the connection. So NEW suits both. A rollback cannot fail: PostgreSQL rolls back when a session ends.
 */
final class LastingConnection implements InvocationHandler {

    /** Where the physical connections come from. */
    interface Source {
        Connection open() throws SQLException;
    }

    /** A round trip more for each request that comes to a connection: for those who look for one (docs/adr/0027). */
    private static final boolean NAMED_BY_REQUEST = "true".equals(System.getenv("CRUDDUR_REQUEST_ID_SQL"));

    private static final String NAME = "ApplicationName";

    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int VALIDATION_MILLIS = 1_000;
    /** Milliseconds; what is nearly late may still come in time. */
    private static final int SHORTEST_WAIT = 100;
    /** PostgreSQL's no_active_sql_transaction. */
    private static final String NO_TRANSACTION = "25P01";

    private final Source source;
    private final int longestWait;
    /** The session; null when there is none. */
    private Connection physical;

    private boolean autoCommit = true;
    private boolean inTransaction;

    /** When it was last known to be usable, in {@link System#nanoTime}. */
    private long checked;
    /** Of {@link ConnectionGeneration}, when the physical connection was opened. */
    private long generation;

    private int wait = -1;
    /** What the session was called at first, and for which request it was called anew; null: for none yet. */
    private String name;

    private String request;

    private LastingConnection(Source source, int longestWait) {
        this.source = source;
        this.longestWait = longestWait;
    }

    /** @param longestWait for an answer, in milliseconds; 0 is for ever */
    static Connection from(Source source, int longestWait) {
        return (Connection) Proxy.newProxyInstance(
                LastingConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new LastingConnection(source, longestWait));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals") ? proxy == arguments[0] : call(method, this, arguments);
        }
        switch (method.getName()) {
            case "prepareStatement", "createStatement", "prepareCall":
                beginWork();
                inTransaction = !autoCommit;
                return call(method, physical, arguments);
            case "setAutoCommit":
                setAutoCommit((boolean) arguments[0]);
                return null;
            case "getAutoCommit":
                return autoCommit;
            case "commit":
                commit();
                return null;
            case "rollback":
                if (arguments == null) {
                    rollback();
                    return null;
                }
                return call(method, physical, arguments);
            case "setClientInfo":
                // Payara's pool restores what it read from an earlier session, which may be nothing: ours keep their
                // name.
                return null;
            default:
                return physical == null ? withoutSession(method, arguments) : call(method, physical, arguments);
        }
    }

    private Object withoutSession(Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "isClosed", "isReadOnly":
                return false;
            case "getTransactionIsolation":
                return Connection.TRANSACTION_READ_COMMITTED;
            case "getClientInfo":
                return arguments == null ? new Properties() : null;
            case "close", "abort", "clearWarnings", "getWarnings":
                return null;
            default:
                beginWork();
                return call(method, physical, arguments);
        }
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void beginWork() throws SQLException {
        Deadline.check();
        if (!inTransaction) {
            revive();
        }
        limitWait();
    }

    private void setAutoCommit(boolean on) throws SQLException {
        if (on && inTransaction) {
            commit();
        }
        autoCommit = on;
        if (physical != null && !physical.isClosed()) {
            // Outside of a transaction the driver only remembers it: no round trip.
            physical.setAutoCommit(on);
        }
    }

    private void commit() throws SQLException {
        if (autoCommit) {
            throw new SQLException("there is no transaction to commit", NO_TRANSACTION);
        }
        if (inTransaction) {
            inTransaction = false;
            try {
                limitWait();
                physical.commit();
            } catch (SQLException | RuntimeException e) {
                discardSession();
                autoCommit = true;
                throw e;
            }
        }
    }

    private void rollback() throws SQLException {
        if (inTransaction) {
            inTransaction = false;
            try {
                limitWait();
                physical.rollback();
            } catch (SQLException | RuntimeException e) {
                discardSession();
            }
        }
    }

    /** Not by close(), which sends a message to a server that may not answer. PostgreSQL rolls back what is open. */
    private void discardSession() throws SQLException {
        if (physical != null) {
            physical.abort(Runnable::run);
            physical = null;
        }
    }

    private void revive() throws SQLException {
        long now = System.nanoTime();
        long current = ConnectionGeneration.current();
        if (physical == null || generation != current || !isUsable(now)) {
            discardSession();
            generation = current;
            physical = source.open();
            physical.setAutoCommit(autoCommit);
            checked = now;
            wait = -1;
            request = null;
        }
        if (NAMED_BY_REQUEST) {
            name(RequestId.current());
        }
    }

    /** Says in {@code pg_stat_activity}, and in PostgreSQL's log, for whom the session works; it stays until the next request comes. */
    private void name(String id) throws SQLException {
        if (id == null || id.equals(request)) {
            return;
        }
        if (request == null) {
            name = physical.getClientInfo(NAME);
        }
        physical.setClientInfo(NAME, name + " " + id);
        request = id;
    }

    /**
     * Whether it is open and leads to a primary, which is asked once a second. A name, an address or a pooler may have led to a standby
     * during a failover; there every write would fail. PostgreSQL reports {@code in_hot_standby} by itself, but PgBouncer repeats what the
     * first server said.
     */
    private boolean isUsable(long now) throws SQLException {
        if (physical.isClosed()) {
            return false;
        }
        if (now - checked < TRUSTED_NANOS) {
            return true;
        }
        checked = now;
        wait = VALIDATION_MILLIS;
        physical.setNetworkTimeout(Runnable::run, wait);
        try (Statement statement = physical.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            row.next();
            boolean isStandby = row.getBoolean(1);
            if (isStandby) {
                // A pooler gives an idle session to its next client, but closes one that is left within a transaction.
                statement.execute("BEGIN");
            }
            return !isStandby;
        } catch (SQLException e) {
            return false;
        }
    }

    private void limitWait() throws SQLException {
        int most = longestWait == 0 ? Integer.MAX_VALUE : longestWait;
        int left = Math.max(SHORTEST_WAIT, Deadline.left(most));
        int wanted = left == Integer.MAX_VALUE ? 0 : left;
        if (wanted != wait && !physical.isClosed()) {
            physical.setNetworkTimeout(Runnable::run, wanted);
            wait = wanted;
        }
    }
}
