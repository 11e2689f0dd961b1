package app.cruddur.persistence.resilience;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A connection that survives restarts of the database: before new work begins, a broken session is replaced by a new one. Payara's and
 * WildFly's pools have no common setting to discard a broken connection, so this class replaces the session without the pool's knowledge.
 *
 * <p>No session is opened before a statement needs it. Within a transaction the session is not replaced: its work is lost, and its commit
 * fails. The states and their transitions:
 *
 * <pre>
 * NEW             no session, auto-commit       a statement opens a session
 * IDLE            maybe a session, no work      a statement validates the session, and replaces it if it is broken
 * IN_TRANSACTION  a statement was created       commit, rollback or setAutoCommit(true) leads to IDLE;
 *                 while auto-commit was off     if the commit fails, the session is discarded: NEW
 * </pre>
 *
 * <p>After a failed commit Payara's pool expects auto-commit and calls {@code setAutoCommit(false)} before the next transaction; WildFly's
 * pool discards the connection. The state NEW works for both. A rollback cannot fail: PostgreSQL rolls back when a session ends.
 */
public final class ReconnectingConnection implements InvocationHandler {

    /** Opens physical connections. */
    public interface Source {
        Connection open() throws SQLException;
    }

    /** PostgreSQL's no_active_sql_transaction. */
    private static final String NO_ACTIVE_TRANSACTION = "25P01";

    private final Source source;
    private final int maxWaitMillis;
    /** Null when there is none. */
    private PhysicalConnection session;

    private boolean autoCommit = true;
    private boolean inTransaction;

    private ReconnectingConnection(Source source, int maxWaitMillis) {
        this.source = source;
        this.maxWaitMillis = maxWaitMillis;
    }

    /** @param maxWaitMillis the limit for each response; 0 means no limit */
    public static Connection from(Source source, int maxWaitMillis) {
        return (Connection) Proxy.newProxyInstance(
                ReconnectingConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new ReconnectingConnection(source, maxWaitMillis));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals") ? proxy == arguments[0] : call(method, this, arguments);
        }
        switch (method.getName()) {
            case "prepareStatement", "createStatement", "prepareCall", "getMetaData", "setSavepoint":
                beginWork();
                inTransaction = !autoCommit;
                return call(method, session.connection(), arguments);
            case "setAutoCommit":
                setAutoCommit((boolean) arguments[0]);
                return null;
            case "getAutoCommit":
                return autoCommit;
            case "commit":
                commit();
                return null;
            case "rollback":
                if (arguments != null) {
                    return delegate(method, arguments);
                }
                rollback();
                return null;
            case "setClientInfo":
                // Ignored, so that sessions keep their application_name: Payara's pool restores the values that it read
                // from an earlier session, which may be empty.
                return null;
            default:
                return delegate(method, arguments);
        }
    }

    private Object delegate(Method method, Object[] arguments) throws Throwable {
        return session == null ? withoutSession(method, arguments) : call(method, session.connection(), arguments);
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
                return call(method, session.connection(), arguments);
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
        RequestDeadline.check();
        if (!inTransaction) {
            if (session == null || !session.isUsable()) {
                discardSession();
                session = PhysicalConnection.open(source, autoCommit);
            }
            session.appendRequestId();
        }
        session.limitNetworkTimeout(maxWaitMillis);
    }

    private void setAutoCommit(boolean on) throws SQLException {
        if (on && inTransaction) {
            commit();
        }
        autoCommit = on;
        if (session != null && !session.connection().isClosed()) {
            // Outside of a transaction the driver only sets a field: no round trip.
            session.connection().setAutoCommit(on);
        }
    }

    private void commit() throws SQLException {
        if (autoCommit) {
            throw new SQLException("there is no transaction to commit", NO_ACTIVE_TRANSACTION);
        }
        if (inTransaction) {
            inTransaction = false;
            try {
                session.limitNetworkTimeout(maxWaitMillis);
                session.connection().commit();
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
                session.limitNetworkTimeout(maxWaitMillis);
                session.connection().rollback();
            } catch (SQLException | RuntimeException e) {
                discardSession();
            }
        }
    }

    /** Aborts the session; close() would send a message to a server that may not answer. PostgreSQL rolls back an open transaction. */
    private void discardSession() throws SQLException {
        if (session != null) {
            session.connection().abort(Runnable::run);
            session = null;
        }
    }
}
