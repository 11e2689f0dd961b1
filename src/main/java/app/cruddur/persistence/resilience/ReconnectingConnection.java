package app.cruddur.persistence.resilience;

import app.cruddur.config.Configuration;
import app.cruddur.observability.RequestId;
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

    /** Whether application_name contains the request id. This costs a round trip for each request (docs/adr/0026). */
    private static final boolean APPENDS_REQUEST_ID = Configuration.current().get(Configuration.REQUEST_ID_SQL);

    private static final String APPLICATION_NAME = "ApplicationName";

    private static final long VALIDATION_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int VALIDATION_MILLIS = 1_000;
    /** The shortest network timeout: a response that is nearly late may still arrive. */
    private static final int MIN_WAIT_MILLIS = 100;
    /** PostgreSQL's no_active_sql_transaction. */
    private static final String NO_ACTIVE_TRANSACTION = "25P01";

    private final Source source;
    private final int maxWaitMillis;
    /** The session; null when there is none. */
    private Connection physical;

    private boolean autoCommit = true;
    private boolean inTransaction;

    /** When the session was last validated, in {@link System#nanoTime}. */
    private long validatedNanos;
    /** The {@link ConnectionGeneration} in which the session was opened. */
    private long generation;

    /** The network timeout of the session; -1 when it is not known. */
    private int networkTimeoutMillis = -1;
    /** The application_name with which the session was opened; set when the first request id is appended. */
    private String applicationName;
    /** The request id that application_name contains; null for none. */
    private String requestId;

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
        return physical == null ? withoutSession(method, arguments) : call(method, physical, arguments);
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
        RequestDeadline.check();
        if (!inTransaction) {
            replaceBrokenSession();
        }
        limitNetworkTimeout();
    }

    private void setAutoCommit(boolean on) throws SQLException {
        if (on && inTransaction) {
            commit();
        }
        autoCommit = on;
        if (physical != null && !physical.isClosed()) {
            // Outside of a transaction the driver only sets a field: no round trip.
            physical.setAutoCommit(on);
        }
    }

    private void commit() throws SQLException {
        if (autoCommit) {
            throw new SQLException("there is no transaction to commit", NO_ACTIVE_TRANSACTION);
        }
        if (inTransaction) {
            inTransaction = false;
            try {
                limitNetworkTimeout();
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
                limitNetworkTimeout();
                physical.rollback();
            } catch (SQLException | RuntimeException e) {
                discardSession();
            }
        }
    }

    /** Aborts the session; close() would send a message to a server that may not answer. PostgreSQL rolls back an open transaction. */
    private void discardSession() throws SQLException {
        if (physical != null) {
            physical.abort(Runnable::run);
            physical = null;
        }
    }

    private void replaceBrokenSession() throws SQLException {
        long now = System.nanoTime();
        long current = ConnectionGeneration.current();
        if (physical == null || generation != current || !isUsable(now)) {
            discardSession();
            generation = current;
            physical = source.open();
            physical.setAutoCommit(autoCommit);
            validatedNanos = now;
            networkTimeoutMillis = -1;
            requestId = null;
        }
        if (APPENDS_REQUEST_ID) {
            appendRequestId(RequestId.current());
        }
    }

    /** Appends the request id to application_name, for {@code pg_stat_activity} and PostgreSQL's log, until the next request. */
    private void appendRequestId(String id) throws SQLException {
        if (id == null || id.equals(requestId)) {
            return;
        }
        if (requestId == null) {
            applicationName = physical.getClientInfo(APPLICATION_NAME);
        }
        physical.setClientInfo(APPLICATION_NAME, applicationName + " " + id);
        requestId = id;
    }

    /**
     * Whether the session is open and leads to a primary, which is queried at most once a second. A host name, an address or a pooler may
     * have led to a standby during a failover, where every write fails. PostgreSQL also reports {@code in_hot_standby}, but PgBouncer
     * repeats the value of its first server.
     */
    private boolean isUsable(long now) throws SQLException {
        if (physical.isClosed()) {
            return false;
        }
        if (now - validatedNanos < VALIDATION_INTERVAL_NANOS) {
            return true;
        }
        validatedNanos = now;
        networkTimeoutMillis = VALIDATION_MILLIS;
        physical.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
        try (Statement statement = physical.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            row.next();
            boolean isStandby = row.getBoolean(1);
            if (isStandby) {
                // A pooler gives an idle session to its next client, but closes one that is left in a transaction.
                statement.execute("BEGIN");
            }
            return !isStandby;
        } catch (SQLException e) {
            return false;
        }
    }

    private void limitNetworkTimeout() throws SQLException {
        int limitMillis = maxWaitMillis == 0 ? Integer.MAX_VALUE : maxWaitMillis;
        int leftMillis = Math.max(MIN_WAIT_MILLIS, RequestDeadline.left(limitMillis));
        int timeoutMillis = leftMillis == Integer.MAX_VALUE ? 0 : leftMillis;
        if (timeoutMillis != networkTimeoutMillis && !physical.isClosed()) {
            physical.setNetworkTimeout(Runnable::run, timeoutMillis);
            networkTimeoutMillis = timeoutMillis;
        }
    }
}
