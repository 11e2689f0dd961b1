package app.cruddur.database;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
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

    private static final int DEFAULT_POOL_SIZE = 16;
    private static final int WAIT_MILLIS = 2_000;
    /** Where somebody has just waited in vain: others' threads are not to pile up behind. */
    private static final int CROWDED_WAIT_MILLIS = 100;
    /** PostgreSQL's too_many_connections: no connection could be had. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private static final Semaphore PERMITS = new Semaphore(poolSize(System.getenv("CRUDDUR_POOL_SIZE")), true);
    private static volatile boolean crowded;
    /** A call within a call runs on the same connection. */
    private static final ThreadLocal<Boolean> HELD = ThreadLocal.withInitial(() -> false);

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
    Object holdingOne(InvocationContext call) throws Exception {
        if (HELD.get()) {
            return call.proceed();
        }
        try (Outage.Pass pass = Outage.pass()) {
            take();
            HELD.set(true);
            try {
                Object result = proceedTwiceIfNeeded(call);
                pass.answered();
                return result;
            } catch (RuntimeException e) {
                Outage.noteIn(e);
                throw e;
            } finally {
                HELD.remove();
                PERMITS.release();
            }
        }
    }

    private static void take() throws InterruptedException, SQLException {
        // With a time, even none, it does not push in front of those who wait.
        if (PERMITS.tryAcquire(0, TimeUnit.MILLISECONDS)) {
            crowded = false;
            return;
        }
        int wait = Deadline.left(crowded ? CROWDED_WAIT_MILLIS : WAIT_MILLIS);
        if (!PERMITS.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
            crowded = true;
            throw new SQLTransientConnectionException(
                    "all connections stayed in use for " + wait + " ms", TOO_MANY_CONNECTIONS);
        }
    }

    /** PostgreSQL ends one of two transactions that wait for each other; run again, it finds the other done. */
    private static Object proceedTwiceIfNeeded(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (RuntimeException e) {
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
