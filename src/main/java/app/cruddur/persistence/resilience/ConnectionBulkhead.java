package app.cruddur.persistence.resilience;

import app.cruddur.config.Configuration;
import app.cruddur.observability.Metrics;
import app.cruddur.observability.SlowQueries;
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

/**
 * The interceptor of {@link Bulkhead}: each call takes one of {@code CRUDDUR_POOL_SIZE} permits. It runs outside of {@code @Transactional},
 * so that the permit is held until the transaction is committed.
 */
@Bulkhead
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class ConnectionBulkhead {

    private static final Logger LOG = Logger.getLogger(ConnectionBulkhead.class.getName());

    private static final int WAIT_MILLIS = 2_000;
    /** The wait after another call has timed out: it keeps the threads of further requests from piling up. */
    private static final int CROWDED_WAIT_MILLIS = 100;
    /** PostgreSQL's too_many_connections. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    // Not fair: with a fair semaphore each permit is unused until the next thread in the queue has woken up, which
    // costs a tenth of the throughput.
    private static final Semaphore PERMITS =
            new Semaphore(Configuration.current().get(Configuration.POOL_SIZE));
    /** Whether a call has timed out since a permit was last available without a wait. */
    private static volatile boolean crowded;
    /** Whether this thread holds a permit. A nested call takes none: it uses the same connection. */
    private static final ThreadLocal<Boolean> HOLDS_PERMIT = ThreadLocal.withInitial(() -> false);

    static {
        int size = PERMITS.availablePermits();
        Metrics.POOL_SIZE.setCallback(() -> size);
        Metrics.POOL_IN_USE.setCallback(() -> size - PERMITS.availablePermits());
        Metrics.POOL_WAITING.setCallback(PERMITS::getQueueLength);
    }

    @AroundInvoke
    @SuppressWarnings("try") // The clock is closed, not read.
    Object proceedWithPermit(InvocationContext call) throws Exception {
        if (HOLDS_PERMIT.get()) {
            return call.proceed();
        }
        try (CircuitBreaker.Pass pass = CircuitBreaker.pass();
                RequestDeadline.Clock clock = RequestDeadline.startClock()) {
            long waitStart = System.nanoTime();
            try {
                acquirePermit();
            } finally {
                // Also after a timeout: these are the longest waits.
                Metrics.POOL_WAIT.observe(Metrics.seconds(System.nanoTime() - waitStart));
            }
            long start = System.nanoTime();
            HOLDS_PERMIT.set(true);
            try {
                Object result = proceedWithRetry(call);
                pass.succeed();
                return result;
            } catch (Exception e) {
                Exception translated = DatabaseErrors.ofCommit(e);
                if (DatabaseErrors.isReadOnly(translated)) {
                    ConnectionGeneration.advance(translated.getMessage());
                }
                DatabaseErrors.in(translated).ifPresent(sql -> Metrics.databaseError(DatabaseErrors.kind(translated)));
                throw translated;
            } finally {
                HOLDS_PERMIT.remove();
                PERMITS.release();
                logIfSlow(call, System.nanoTime() - start);
            }
        }
    }

    private static void acquirePermit() throws InterruptedException, SQLException {
        if (PERMITS.tryAcquire()) {
            crowded = false;
            return;
        }
        int waitMillis = RequestDeadline.left(crowded ? CROWDED_WAIT_MILLIS : WAIT_MILLIS);
        if (!PERMITS.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
            crowded = true;
            Metrics.databaseError("pool_exhausted");
            throw new SQLTransientConnectionException(
                    "all connections stayed in use for " + waitMillis + " ms", TOO_MANY_CONNECTIONS);
        }
    }

    private static void logIfSlow(InvocationContext call, long nanos) {
        if (!SlowQueries.isSlow(nanos)) {
            return;
        }
        Method method = call.getMethod();
        Bulkhead bulkhead = method.getDeclaringClass().getAnnotation(Bulkhead.class);
        if (bulkhead == null || bulkhead.logSlowCalls()) {
            SlowQueries.took(method.getDeclaringClass().getSimpleName() + "." + method.getName(), nanos);
        }
    }

    /**
     * Proceeds, and once more after a deadlock or a serialization failure. PostgreSQL aborts one of two transactions that wait for each
     * other; when it is run again, the other one is complete.
     */
    private static Object proceedWithRetry(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (Exception e) {
            if (DatabaseErrors.in(e)
                    .filter(DatabaseErrors::isConflictOfTransactions)
                    .isEmpty()) {
                throw e;
            }
            LOG.info(() -> "Retrying the transaction after " + e.getMessage());
            return call.proceed();
        }
    }
}
