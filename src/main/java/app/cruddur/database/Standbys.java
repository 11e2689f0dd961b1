package app.cruddur.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/**
 * The standbys that {@code READ_CONNECTION_URL} names, and the connections to them; without it, or with {@code CRUDDUR_AUTH=open}, there
 * is nothing here. What was read is
 * given out only if it is known to lack no more than a second. No caller waits for a connection, and none hears of an error: there is
 * always the primary.
 */
@ApplicationScoped
public class Standbys {

    private static final Logger LOG = Logger.getLogger(Standbys.class.getName());

    private static final String VARIABLE = "READ_CONNECTION_URL";
    private static final Duration TOLERATED_LAG = Duration.ofSeconds(1);
    /** After a failure; then one caller tries. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Then a connection is made anew: of several standbys, one that was away gets its share again. */
    private static final Duration LONGEST_USE = Duration.ofMinutes(5);

    private static final long GOOD = 0;
    /** Then a guest may be the author whom an earlier request's body named. */
    private static final boolean IS_OPEN = "open".equals(System.getenv("CRUDDUR_AUTH"));

    private final PrimaryLog primary = new PrimaryLog(TOLERATED_LAG);
    private final Deque<Opened> idle = new ConcurrentLinkedDeque<>();
    /** {@link #GOOD}, or when they may be tried again. */
    private final AtomicLong nextTry = new AtomicLong(GOOD);

    private Optional<CruddurDataSource> source;
    private Semaphore permits;

    private record Opened(Connection connection, long since) {}

    /**
     * One row.
     *
     * @param lag how much of the time before the reading it may lack
     */
    record Reading(Object[] columns, Duration lag) {}

    /** @throws IllegalArgumentException when the variable is no connection URL */
    @PostConstruct
    void configure() {
        source = variable().filter(text -> !IS_OPEN).map(Standbys::source);
        permits = new Semaphore(ConnectionPermits.poolSize(System.getenv("CRUDDUR_POOL_SIZE")));
    }

    private static CruddurDataSource source(String text) {
        ConnectionUrl url;
        try {
            url = ConnectionUrl.parseToRead(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(VARIABLE + ": " + e.getMessage(), e);
        }
        CruddurDataSource source = new CruddurDataSource(url, Patience.STANDBY);
        source.setApplicationName("cruddur-reader");
        return source;
    }

    private static Optional<String> variable() {
        return Optional.ofNullable(System.getenv(VARIABLE)).filter(text -> !text.isBlank());
    }

    /** Says at start-up where feeds are read from. */
    public void announce() {
        if (IS_OPEN && variable().isPresent()) {
            LOG.info(VARIABLE + " is not used with CRUDDUR_AUTH=open, which cannot tell an author from a guest");
        }
        source.ifPresent(from -> LOG.info(
                () -> "Guests' feeds are read from " + from.target() + " while it lacks no more than a second"));
    }

    /** Whether any are named. */
    public boolean areThere() {
        return source.isPresent();
    }

    /**
     * Notes how far the primary is; whoever has a connection to it at hand calls this a few times a second. If it cannot say, as Aurora
     * cannot, no standby is read from.
     */
    public void follow(Connection toPrimary) {
        long at = System.nanoTime();
        try {
            primary.add(WalPosition.of(toPrimary), at);
        } catch (SQLException e) {
            leave(e.getMessage());
        }
    }

    /** Reads, unless no standby can be reached or none is known to be near enough. */
    @SuppressWarnings("try") // The clock is closed, not read.
    Optional<Reading> read(JdbcRead read, Map<String, ?> parameters) {
        if (!primary.isKnown(System.nanoTime()) || !mayTry() || !permits.tryAcquire()) {
            return Optional.empty();
        }
        try (Deadline.Clock clock = Deadline.startClock()) {
            Opened opened = take();
            try {
                long at = System.nanoTime();
                JdbcRead.Result result = read.on(opened.connection, parameters);
                Optional<Duration> lag = primary.lag(result.position(), at);
                giveBack(opened);
                if (lag.isEmpty()) {
                    leave("the standby is more than a second behind");
                } else if (nextTry.getAndSet(GOOD) != GOOD) {
                    LOG.info("Feeds are read from a standby again");
                }
                return lag.map(time -> new Reading(result.columns(), time));
            } catch (SQLException e) {
                abort(opened);
                throw e;
            }
        } catch (SQLException e) {
            if (!DatabaseErrors.isOfStatement(e)) {
                // Those that lie here may be as dead.
                close();
                leave(e.getMessage());
            }
            return Optional.empty();
        } finally {
            permits.release();
        }
    }

    private boolean mayTry() {
        long next = nextTry.get();
        return next == GOOD || System.nanoTime() - next >= 0 && nextTry.compareAndSet(next, soon());
    }

    private void leave(String reason) {
        if (nextTry.getAndSet(soon()) == GOOD) {
            LOG.warning(() -> "Feeds are read from the primary alone: " + reason);
        }
    }

    private static long soon() {
        long soon = System.nanoTime() + PAUSE.toNanos();
        return soon == GOOD ? soon + 1 : soon;
    }

    private Opened take() throws SQLException {
        Opened lying = idle.pollFirst();
        return lying != null ? lying : new Opened(source.orElseThrow().connect(), System.nanoTime());
    }

    private void giveBack(Opened opened) throws SQLException {
        if (System.nanoTime() - opened.since > LONGEST_USE.toNanos()) {
            opened.connection.close();
        } else {
            idle.addFirst(opened);
        }
    }

    @PreDestroy
    void close() {
        for (Opened opened = idle.pollFirst(); opened != null; opened = idle.pollFirst()) {
            abort(opened);
        }
    }

    /** Not close(), which says goodbye to a server that may never answer. */
    private static void abort(Opened opened) {
        try {
            opened.connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.fine(() -> "Not closed cleanly: " + e.getMessage());
        }
    }
}
