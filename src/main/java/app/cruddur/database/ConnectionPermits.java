package app.cruddur.database;

import app.cruddur.operations.Metrics;
import app.cruddur.operations.SlowQueries;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** Gives out the permits that {@link Pooled} asks for; outside {@code @Transactional}, so that a commit still holds its permit. */
@Pooled
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class ConnectionPermits {

    private static final Logger LOG = Logger.getLogger(ConnectionPermits.class.getName());

    private static final int DEFAULT_POOL_SIZE = 8;
    private static final int WAIT_MILLIS = 2_000;
    /** Where somebody has just waited in vain: others' threads are not to pile up behind. */
    private static final int CROWDED_WAIT_MILLIS = 100;
    /** PostgreSQL's too_many_connections: no connection could be had. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    // Not fair: each permit would lie idle until the next in the queue has woken up, and a tenth of the pages be lost
    // with it.
    private static final Semaphore PERMITS = new Semaphore(poolSize(System.getenv("CRUDDUR_POOL_SIZE")));
    private static volatile boolean crowded;
    /** A call within a call runs on the same connection. */
    private static final ThreadLocal<Boolean> HELD = ThreadLocal.withInitial(() -> false);

    static {
        int size = PERMITS.availablePermits();
        Metrics.POOL_SIZE.is(() -> size);
        Metrics.POOL_IN_USE.is(() -> size - PERMITS.availablePermits());
        Metrics.POOL_WAITING.is(PERMITS::getQueueLength);
    }

    static int poolSize(String variable) {
        if (variable == null || variable.isBlank()) {
            return DEFAULT_POOL_SIZE;
        }
        if (!variable.matches("[1-9][0-9]{0,2}") || Integer.parseInt(variable) > CruddurDataSource.MAX_POOL_SIZE) {
            throw new IllegalArgumentException(
                    "CRUDDUR_POOL_SIZE is not a number from 1 to " + CruddurDataSource.MAX_POOL_SIZE);
        }
        return Integer.parseInt(variable);
    }

    @AroundInvoke
    @SuppressWarnings("try") // The clock is closed, not read.
    Object holdingOne(InvocationContext call) throws Exception {
        if (HELD.get()) {
            return call.proceed();
        }
        try (Outage.Pass pass = Outage.pass();
                Deadline.Clock clock = Deadline.startClock()) {
            long asked = System.nanoTime();
            try {
                take();
            } finally {
                // Waits in vain are the longest.
                Metrics.POOL_WAIT.observe(Metrics.seconds(System.nanoTime() - asked));
            }
            long start = System.nanoTime();
            HELD.set(true);
            try {
                Object result = proceedTwiceIfNeeded(call);
                pass.answered();
                return result;
            } catch (Exception e) {
                Exception known = DatabaseErrors.ofCommit(e);
                if (DatabaseErrors.isReadOnly(known)) {
                    ConnectionGeneration.advance(known.getMessage());
                }
                DatabaseErrors.in(known).ifPresent(sql -> Metrics.databaseError(DatabaseErrors.kind(known)));
                throw known;
            } finally {
                HELD.remove();
                PERMITS.release();
                tellIfSlow(call, System.nanoTime() - start);
            }
        }
    }

    private static void take() throws InterruptedException, SQLException {
        if (PERMITS.tryAcquire()) {
            crowded = false;
            return;
        }
        int wait = Deadline.left(crowded ? CROWDED_WAIT_MILLIS : WAIT_MILLIS);
        if (!PERMITS.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
            crowded = true;
            Metrics.databaseError("pool_exhausted");
            throw new SQLTransientConnectionException(
                    "all connections stayed in use for " + wait + " ms", TOO_MANY_CONNECTIONS);
        }
    }

    /** Reads tell it themselves, by their names. */
    private static void tellIfSlow(InvocationContext call, long nanos) {
        Method method = call.getMethod();
        if (SlowQueries.isSlow(nanos) && method.getDeclaringClass() != JsonQueries.class) {
            SlowQueries.took(method.getDeclaringClass().getSimpleName() + "." + method.getName(), nanos);
        }
    }

    /** PostgreSQL ends one of two transactions that wait for each other; run again, it finds the other done. */
    private static Object proceedTwiceIfNeeded(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (Exception e) {
            if (DatabaseErrors.in(e)
                    .filter(DatabaseErrors::isConflictOfTransactions)
                    .isEmpty()) {
                throw e;
            }
            LOG.info(() -> "Trying again after " + e.getMessage());
            return call.proceed();
        }
    }
}
