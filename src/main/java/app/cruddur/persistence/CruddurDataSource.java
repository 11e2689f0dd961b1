package app.cruddur.persistence;

import app.cruddur.config.Configuration;
import app.cruddur.observability.Metrics;
import app.cruddur.persistence.resilience.Bulkhead;
import app.cruddur.persistence.resilience.CircuitBreaker;
import app.cruddur.persistence.resilience.DatabaseErrors;
import app.cruddur.persistence.resilience.DatabaseTimeouts;
import app.cruddur.persistence.resilience.ReconnectingConnection;
import app.cruddur.persistence.resilience.RequestDeadline;
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
 * The data source {@code java:app/jdbc/cruddur}: connections to the database of {@code CONNECTION_URL}, pooled by the server.
 *
 * <p>Each physical connection gets UTC as its time zone, a name in {@code pg_stat_activity} and timeouts; parameters of the URL override
 * the name and the timeouts. The pool holds {@link ReconnectingConnection}s, which are validated before use. {@link Bulkhead} limits how
 * many are used at once: {@code maxPoolSize} is a constant of the annotation and only an upper bound.
 */
@DataSourceDefinition(
        name = "java:app/jdbc/cruddur",
        className = "app.cruddur.persistence.CruddurDataSource",
        minPoolSize = 0,
        maxPoolSize = Configuration.MAX_POOL_SIZE,
        maxIdleTime = 300,
        // WildFly's pool requires at least one property, and sets it on this class.
        properties = "applicationName=cruddur")
public class CruddurDataSource extends PGSimpleDataSource {

    /** For the TCP connection to a host, and for each read during the login. The driver's unit is seconds. */
    private static final int CONNECT_TIMEOUT_SECONDS = 2;
    /** After a failover the driver detects a server's new role within this time, and it skips an unreachable host for as long. */
    private static final int HOST_RECHECK_SECONDS = 2;

    private static final int MIN_LOGIN_MILLIS = 100;
    /** PostgreSQL ends the transaction of a node that hangs, and releases its locks, after this time. */
    private static final int IDLE_IN_TRANSACTION_MILLIS = 10_000;

    private static final Duration STARTUP_LIMIT = Duration.ofMinutes(1);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(CruddurDataSource.class.getName());

    /** Whether this server has opened a connection before. Static: the pools of Payara and WildFly create several data sources. */
    private static volatile boolean hasConnected;

    private final transient ConnectionUrl url;
    private final DatabaseTimeouts timeouts;
    /** The driver's properties; the parameters of the URL override the defaults of this class. */
    private final Properties properties = new Properties();

    /**
     * A data source for the database of {@code CONNECTION_URL}, with the timeouts of requests.
     *
     * @throws IllegalArgumentException when the variable is missing or invalid
     */
    public CruddurDataSource() {
        this(ConnectionUrl.fromEnvironment(), DatabaseTimeouts.REQUEST);
    }

    // The setter is that of the driver, and nothing extends this class.
    @SuppressWarnings("this-escape")
    public CruddurDataSource(ConnectionUrl url, DatabaseTimeouts timeouts) {
        this.url = url;
        this.timeouts = timeouts;
        PGProperty.APPLICATION_NAME.set(properties, "cruddur");
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.HOST_RECHECK_SECONDS.set(properties, HOST_RECHECK_SECONDS);
        // EclipseLink binds a null uuid as a string; with this setting PostgreSQL infers the type of the parameter.
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        // The detail of a constraint violation contains the whole row: user data, which must not be logged.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        properties.putAll(url.properties());
        setApplicationName(PGProperty.APPLICATION_NAME.getOrNull(properties));
    }

    /** A data source for the event publisher and the event listener, outside of the pool. */
    public static CruddurDataSource forEvents() {
        return new CruddurDataSource(ConnectionUrl.fromEnvironment(), DatabaseTimeouts.EVENTS);
    }

    /** A data source for the purge task, outside of the pool. */
    public static CruddurDataSource forPurge() {
        return new CruddurDataSource(ConnectionUrl.fromEnvironment(), DatabaseTimeouts.PURGE);
    }

    /** A connection for the health check, outside of the pool; it is named in {@code pg_stat_activity}. */
    static Connection forHealthCheck() {
        return new CruddurDataSource(ConnectionUrl.fromEnvironment(), DatabaseTimeouts.HEALTH).named("cruddur-health");
    }

    /** Ignores both arguments, for which the servers' pools pass null or empty text: user and password are those of the URL. */
    @Override
    public Connection getConnection(String user, String password) {
        return ReconnectingConnection.from(this::open, answerMillis());
    }

    /**
     * A connection outside of the pool, which is replaced when it is broken.
     *
     * @param name the name in {@code pg_stat_activity}
     */
    public Connection named(String name) {
        setApplicationName(name);
        return getConnection("", "");
    }

    /**
     * A physical connection outside of the pool, for work that is bound to one session: it is not replaced when it is broken. Fails at once
     * when the database is unreachable.
     *
     * @param name the name in {@code pg_stat_activity}
     */
    public Connection dedicated(String name) throws SQLException {
        setApplicationName(name);
        return openPhysical();
    }

    /**
     * Opens a physical connection, which is not replaced when it is broken. The first connection of this server is retried for up to a
     * minute, because PostgreSQL may be starting too, and the servers request a connection before any code of the application runs. Later
     * connections fail at once.
     */
    public Connection open() throws SQLException {
        long deadline = System.nanoTime() + STARTUP_LIMIT.toNanos();
        while (true) {
            try {
                Connection connection = connect();
                hasConnected = true;
                return connection;
            } catch (SQLException e) {
                if (hasConnected || !DatabaseErrors.isUnavailable(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.warning("The database is not available yet, retrying: " + e.getMessage());
                LockSupport.parkNanos(RETRY_INTERVAL.toNanos());
            }
        }
    }

    /** Opens a physical connection without a retry; it is not replaced when it is broken. */
    Connection connect() throws SQLException {
        Connection connection = openPhysical();
        return QueryLog.enabled() ? QueryLog.wrap(connection) : connection;
    }

    private Connection openPhysical() throws SQLException {
        Properties all = (Properties) properties.clone();
        all.setProperty(PGProperty.APPLICATION_NAME.getName(), getApplicationName());
        // Limits the whole login; the driver's other timeouts limit one wait each.
        int loginMillis = Math.max(MIN_LOGIN_MILLIS, RequestDeadline.left(timeouts.login()));
        all.putIfAbsent(PGProperty.LOGIN_TIMEOUT.getName(), String.valueOf(loginMillis / 1000.0));
        String primaryUrl = url.withoutHosts(FormerPrimaries.hosts()).jdbcUrl();
        // Not with the data source's own URL: it also contains all parameters that were never set, and a URL overrides
        // properties.
        Connection connection = timeouts == DatabaseTimeouts.MONITOR
                ? new Driver().connect(url.jdbcUrl(), all)
                : CircuitBreaker.open(() -> new Driver().connect(primaryUrl, all), loginMillis);
        Metrics.CONNECTIONS_OPENED.inc();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sessionSettings());
            connection.setNetworkTimeout(Runnable::run, answerMillis());
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
        return connection;
    }

    /**
     * The SET commands for a new session, without the limits that the URL's {@code options} contain. The time zone is always set: pgjdbc
     * sends the JVM's time zone at connection start, which overrides one in the options.
     */
    private String sessionSettings() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("lock_timeout", timeouts.lock());
        limits.put("statement_timeout", timeouts.statement());
        limits.put(
                "idle_in_transaction_session_timeout",
                timeouts == DatabaseTimeouts.MIGRATION ? 0 : IDLE_IN_TRANSACTION_MILLIS);
        limits.keySet().removeIf(url.parameters().getOrDefault("options", "")::contains);
        return "SET TIME ZONE 'UTC'"
                + limits.entrySet().stream()
                        .map(limit -> "; SET " + limit.getKey() + " = " + limit.getValue())
                        .collect(Collectors.joining());
    }

    private int answerMillis() {
        String seconds = url.parameters().get(PGProperty.SOCKET_TIMEOUT.getName());
        return seconds == null ? timeouts.answer() : Integer.parseInt(seconds) * 1000;
    }
}
