package app.cruddur.database;

import app.cruddur.operations.RequestId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A connection that outlives the database's restarts: before new work begins on it, a broken physical connection is replaced by a new one.
 *
 * <p>A server's pool keeps what it was given until it is told otherwise, and an application can tell neither WildFly nor Payara the same
 * way; without this, WildFly goes on handing out connections that died with the database. Within a transaction nothing is replaced: its
 * work is lost, and its commit fails.
 */
final class LastingConnection implements InvocationHandler {

    /** Where the physical connections come from. */
    interface Source {
        Connection open() throws SQLException;
    }

    /** With these, work begins. */
    private static final Set<String> BEGINNINGS =
            Set.of("prepareStatement", "createStatement", "prepareCall", "setAutoCommit");

    /** A round trip more for each request that comes to a connection: for those who look for one (docs/adr/0027). */
    private static final boolean NAMED_BY_REQUEST = "true".equals(System.getenv("CRUDDUR_REQUEST_ID_SQL"));

    private static final String NAME = "ApplicationName";

    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int VALIDATION_SECONDS = 2;

    private final Source source;
    private Connection physical;
    private boolean inTransaction;
    private long lastUse = System.nanoTime();
    /** What the session was called at first, and for which request it was called anew; null: for none yet. */
    private String name;

    private String request;

    private LastingConnection(Source source) throws SQLException {
        this.source = source;
        this.physical = source.open();
    }

    static Connection from(Source source) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                LastingConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new LastingConnection(source));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (!inTransaction && BEGINNINGS.contains(name)) {
            revive();
        }
        boolean endsTransaction =
                name.equals("rollback") || name.equals("setAutoCommit") && Boolean.TRUE.equals(arguments[0]);
        if (inTransaction && endsTransaction && physical.isClosed()) {
            // PostgreSQL has rolled back what a dead session left.
            inTransaction = name.equals("rollback");
            return null;
        }
        try {
            Object result = method.invoke(physical, arguments);
            if (name.equals("setAutoCommit")) {
                inTransaction = !(boolean) arguments[0];
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void revive() throws SQLException {
        long now = System.nanoTime();
        boolean trusted = now - lastUse < TRUSTED_NANOS && !physical.isClosed();
        if (!trusted && !physical.isValid(VALIDATION_SECONDS)) {
            physical.close();
            physical = source.open();
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
}
