package app.cruddur.database;

import app.cruddur.operations.Metrics;
import jakarta.annotation.sql.DataSourceDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The data source {@code java:app/jdbc/cruddur}: connections to where {@code CONNECTION_URL} points, pooled by the server.
 *
 * <p>Each physical connection gets UTC as its time zone, a name in {@code pg_stat_activity} and limits on how long it waits; the URL's
 * parameters override them. A {@link LastingConnection} is validated before use. How many are used at once is {@link Pooled}'s business:
 * {@code maxPoolSize} is a constant of the annotation, only its upper bound.
 */
@DataSourceDefinition(
        name = "java:app/jdbc/cruddur",
        className = "app.cruddur.database.CruddurDataSource",
        minPoolSize = 0,
        maxPoolSize = CruddurDataSource.MAX_POOL_SIZE,
        maxIdleTime = 300,
        // WildFly's pool wants one property at least, and sets it on this class.
        properties = "applicationName=cruddur")
public class CruddurDataSource extends PGSimpleDataSource {

    /** The most that {@code CRUDDUR_POOL_SIZE} may say; PostgreSQL's own default is 100 connections. */
    static final int MAX_POOL_SIZE = 200;

    /** For the line to a host, and for each word of the greeting; the driver counts in seconds. */
    private static final int CONNECT_TIMEOUT_SECONDS = 2;
    /** After a failover a server's new role is seen within that; a host that does not answer is left out as long. */
    private static final int HOST_RECHECK_SECONDS = 2;

    private static final int SHORTEST_LOGIN_MILLIS = 100;
    /** A node that stopped in the middle of a transaction holds its locks no longer than that. */
    private static final int IDLE_IN_TRANSACTION_MILLIS = 10_000;

    private static final Duration STARTING = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(CruddurDataSource.class.getName());

    private static volatile boolean reached;

    private final transient ConnectionUrl url;
    private final Patience patience;
    /** The driver's; those of the URL count more than ours. */
    private final Properties properties = new Properties();

    /**
     * Connections to where {@code CONNECTION_URL} says.
     *
     * @throws IllegalArgumentException when it is missing or invalid
     */
    public CruddurDataSource() {
        this(ConnectionUrl.fromEnvironment(), Patience.REQUEST);
    }

    CruddurDataSource(ConnectionUrl url, Patience patience) {
        this.url = url;
        this.patience = patience;
        PGProperty.APPLICATION_NAME.set(properties, "cruddur");
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.HOST_RECHECK_SECONDS.set(properties, HOST_RECHECK_SECONDS);
        // EclipseLink binds a uuid that is null as a string; PostgreSQL shall see for itself what it goes into.
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        // The detail of a constraint's violation is the whole row: people's own words, and none of the log's business.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        properties.putAll(url.properties());
        setApplicationName(PGProperty.APPLICATION_NAME.getOrNull(properties));
    }

    /** For what tells and listens beside the pool. */
    public static CruddurDataSource forNews() {
        return new CruddurDataSource(ConnectionUrl.fromEnvironment(), Patience.NEWS);
    }

    /** For what deletes beside the pool. */
    public static CruddurDataSource forPurge() {
        return new CruddurDataSource(ConnectionUrl.fromEnvironment(), Patience.PURGE);
    }

    /** For the health check, beside the pool; it is told by its name in {@code pg_stat_activity}. */
    static Connection forHealth() {
        return new CruddurDataSource(ConnectionUrl.fromEnvironment(), Patience.HEALTH).named("cruddur-health");
    }

    /** The servers' pools ask with nothing, or with empty names: it is always the URL that says who we are. */
    @Override
    public Connection getConnection(String user, String password) {
        return LastingConnection.from(this::open, answerMillis());
    }

    /** A connection beside the pool, for as long as the server runs; it is told by its name in {@code pg_stat_activity}. */
    public Connection named(String name) {
        setApplicationName(name);
        return getConnection("", "");
    }

    /** The same, but not replaced when it dies: for what is bound to the one session. It waits for nothing. */
    public Connection dedicated(String name) throws SQLException {
        setApplicationName(name);
        return physical();
    }

    /**
     * A physical connection, which is not replaced when it dies. The first one of this server may wait, a minute at most: PostgreSQL may be starting too, and the servers ask
     * for a connection before any code of ours runs. Later ones fail at once.
     */
    Connection open() throws SQLException {
        long deadline = System.nanoTime() + STARTING.toNanos();
        while (true) {
            try {
                Connection connection = connect();
                reached = true;
                return connection;
            } catch (SQLException e) {
                if (reached || !DatabaseErrors.isUnavailable(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.warning("The database is not there yet, trying again: " + e.getMessage());
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    /** Where it leads, without the password. */
    String target() {
        return url.toString();
    }

    /** A physical connection, which is not replaced when it dies. */
    Connection connect() throws SQLException {
        Connection connection = physical();
        return QueryLog.enabled() ? QueryLog.wrap(connection) : connection;
    }

    private Connection physical() throws SQLException {
        Properties all = (Properties) properties.clone();
        all.setProperty(PGProperty.APPLICATION_NAME.getName(), getApplicationName());
        // The other timeouts are for one wait each.
        int login = Math.max(SHORTEST_LOGIN_MILLIS, Deadline.left(patience.login()));
        all.putIfAbsent(PGProperty.LOGIN_TIMEOUT.getName(), String.valueOf(login / 1000.0));
        String primary = url.without(FormerPrimaries.hosts()).jdbcUrl();
        // Not by the data source's own URL: that says all that was never set too, and what a URL says wins.
        Connection connection = patience == Patience.STANDBY
                ? new Driver().connect(url.jdbcUrl(), all)
                : Outage.seenBy(() -> new Driver().connect(primary, all), login);
        Metrics.CONNECTIONS_OPENED.inc();
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings());
            connection.setNetworkTimeout(Runnable::run, answerMillis());
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
        return connection;
    }

    /** What the URL's {@code options} do not say. pgjdbc sends the JVM's time zone at start-up, which would win over one in the options. */
    private String settings() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("lock_timeout", patience.lock());
        limits.put("statement_timeout", patience.statement());
        limits.put(
                "idle_in_transaction_session_timeout", patience == Patience.MIGRATION ? 0 : IDLE_IN_TRANSACTION_MILLIS);
        limits.keySet().removeIf(url.parameters().getOrDefault("options", "")::contains);
        return "SET TIME ZONE 'UTC'"
                + limits.entrySet().stream()
                        .map(limit -> "; SET " + limit.getKey() + " = " + limit.getValue())
                        .collect(Collectors.joining());
    }

    private int answerMillis() {
        String seconds = url.parameters().get(PGProperty.SOCKET_TIMEOUT.getName());
        return seconds == null ? patience.answer() : Integer.parseInt(seconds) * 1000;
    }
}
