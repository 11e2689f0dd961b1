package app.cruddur.database;

import app.cruddur.operations.Metrics;
import jakarta.annotation.sql.DataSourceDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
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

    private static final int CONNECT_TIMEOUT_SECONDS = 3;
    private static final int SOCKET_TIMEOUT_SECONDS = 10;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(CruddurDataSource.class.getName());

    private static volatile boolean reached;

    private final transient ConnectionUrl url;

    /**
     * Connections to where {@code CONNECTION_URL} says.
     *
     * @throws IllegalArgumentException when it is missing or invalid
     */
    public CruddurDataSource() {
        this(ConnectionUrl.fromEnvironment(), SOCKET_TIMEOUT_SECONDS);
    }

    /** @param socketTimeoutSeconds how long to wait for an answer; 0 is for ever, for migrations */
    CruddurDataSource(ConnectionUrl url, int socketTimeoutSeconds) {
        this.url = url;
        setUrl(url.jdbcUrl());
        setApplicationName("cruddur");
        setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        setSocketTimeout(socketTimeoutSeconds);
        setTcpKeepAlive(true);
        // EclipseLink binds a uuid that is null as a string; PostgreSQL shall see for itself what it goes into.
        setStringType("unspecified");
        // The detail of a constraint's violation is the whole row: people's own words, and none of the log's business.
        setLogServerErrorDetail(false);
        url.parameters().forEach((name, value) -> setProperty(PGProperty.forName(name), value));
    }

    /** The servers' pools ask with nothing, or with empty names: it is always the URL that says who we are. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return LastingConnection.from(this::open);
    }

    /** A connection beside the pool, for as long as the server runs; it is told by its name in {@code pg_stat_activity}. */
    public Connection named(String name) throws SQLException {
        setApplicationName(name);
        return getConnection();
    }

    /** The same, but not replaced when it dies: for what is bound to the one session. It waits for nothing. */
    public Connection dedicated(String name) throws SQLException {
        setApplicationName(name);
        return physical();
    }

    /**
     * A physical connection. The first one of this server may wait, a minute at most: PostgreSQL may be starting too, and the servers ask
     * for a connection before any code of ours runs. Later ones fail at once.
     */
    private Connection open() throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
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

    private Connection connect() throws SQLException {
        Connection connection = physical();
        return QueryLog.enabled() ? QueryLog.wrap(connection) : connection;
    }

    private Connection physical() throws SQLException {
        Connection connection = super.getConnection(url.user(), url.password());
        Metrics.CONNECTIONS_OPENED.inc();
        // pgjdbc sends the JVM's time zone at start-up, which would win over one in the connection's options.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
