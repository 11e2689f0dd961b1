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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * A connection that outlives the database's restarts: before new work begins on it, a broken physical connection is replaced by a new one.
 *
 * <p>A server's pool keeps what it was given until it is told otherwise, and an application can tell neither WildFly nor Payara the same
 * way; without this, WildFly goes on handing out connections that died with the database. Within a transaction nothing is replaced: its
 * work is lost, and its commit fails.
 *
 * <p>Nor is a physical connection opened before work begins: a pool that had to wait for one could hold up everybody else. No wait is
 * longer than {@link Deadline} lets it be.
 */
final class LastingConnection implements InvocationHandler {

    /** Where the physical connections come from. */
    interface Source {
        Connection open() throws SQLException;
    }

    /** With these, work begins or goes on. */
    private static final Set<String> STATEMENTS = Set.of("prepareStatement", "createStatement", "prepareCall");
    /** These ask the database too, and are never refused for being late. */
    private static final Set<String> ENDINGS = Set.of("commit", "rollback");

    /** A round trip more for each request that comes to a connection: for those who look for one (docs/adr/0027). */
    private static final boolean NAMED_BY_REQUEST = "true".equals(System.getenv("CRUDDUR_REQUEST_ID_SQL"));

    private static final String NAME = "ApplicationName";

    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int VALIDATION_SECONDS = 1;
    /** Milliseconds; what is nearly late may still come in time. */
    private static final int SHORTEST_WAIT = 100;

    private final Source source;
    private final int longestWait;
    private Connection physical;
    /** Whether statements run in transactions that somebody commits: auto-commit is off. */
    private boolean manual;
    /** Whether there may be something to commit: only a session that did nothing yet may be replaced. */
    private boolean begun;

    private long lastUse;
    /** When the role of its server was last known to be right, in {@link System#nanoTime}. */
    private long roleChecked;
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
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class) {
            return name.equals("equals") ? proxy == arguments[0] : call(method, this, arguments);
        }
        boolean autoCommit = name.equals("setAutoCommit") && (boolean) arguments[0];
        boolean beginsTransaction = name.equals("setAutoCommit") && !autoCommit;
        if (autoCommit && !manual) {
            return null;
        }
        boolean ends = autoCommit || ENDINGS.contains(name);
        if (manual && ends && !name.equals("commit") && (physical == null || physical.isClosed())) {
            // PostgreSQL has rolled back what a dead session left.
            begun = false;
            manual = !autoCommit;
            return null;
        }
        if (beginsTransaction || STATEMENTS.contains(name)) {
            Deadline.check();
            if (!begun) {
                revive();
            }
            limitWait();
            begun |= manual && !beginsTransaction;
        } else if (name.equals("setClientInfo")) {
            // Payara's pool sets back what it read when it created the connection; on one that was replaced since, that
            // would
            // empty the name in pg_stat_activity.
            return null;
        } else if (physical == null) {
            switch (name) {
                case "getAutoCommit":
                    return !manual;
                case "isClosed", "isReadOnly":
                    return false;
                case "getTransactionIsolation":
                    return Connection.TRANSACTION_READ_COMMITTED;
                case "close", "abort", "clearWarnings", "getWarnings", "commit":
                    return null;
                default:
                    Deadline.check();
                    revive();
            }
        } else if (ends) {
            limitWait();
            // However it goes.
            begun = false;
        }
        Object result = call(method, physical, arguments);
        if (name.equals("setAutoCommit")) {
            manual = beginsTransaction;
        }
        return result;
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void revive() throws SQLException {
        long now = System.nanoTime();
        long current = ConnectionGeneration.current();
        if (physical == null || generation != current || !isAlive(now) || isMisled(now)) {
            if (physical != null) {
                // Not close(), which says goodbye to a server that may never answer.
                physical.abort(Runnable::run);
            }
            physical = null;
            generation = current;
            physical = source.open();
            if (manual) {
                physical.setAutoCommit(false);
            }
            roleChecked = now;
            wait = -1;
            request = null;
        }
        lastUse = now;
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

    private boolean isAlive(long now) throws SQLException {
        if (now - lastUse < TRUSTED_NANOS && !physical.isClosed()) {
            return true;
        }
        limitWait();
        return physical.isValid(VALIDATION_SECONDS);
    }

    /**
     * Whether it leads to a standby, where a name or an address led during a failover: it would stay there, and every write would fail.
     * PostgreSQL reports its role by itself (from 14 on); a pooler such as PgBouncer does not pass that on, so there it is asked once a
     * second.
     */
    private boolean isMisled(long now) throws SQLException {
        if (now - roleChecked <= TRUSTED_NANOS) {
            return false;
        }
        String reported = physical.unwrap(PGConnection.class).getParameterStatus("in_hot_standby");
        if (reported != null) {
            return reported.equals("on");
        }
        roleChecked = now;
        limitWait();
        try (Statement statement = physical.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            row.next();
            boolean isStandby = row.getBoolean(1);
            if (isStandby) {
                // A pooler gives an idle session to its next client, but closes one that is left within a transaction.
                statement.execute("BEGIN");
            }
            return isStandby;
        } catch (SQLException e) {
            return true;
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
