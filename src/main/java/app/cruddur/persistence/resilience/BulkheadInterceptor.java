package app.cruddur.persistence.resilience;

import app.cruddur.observability.Metrics;
import app.cruddur.observability.SlowQueryLog;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.lang.reflect.Method;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.logging.Logger;

/**
 * The interceptor of {@link Bulkhead}: each call takes a permit of {@link ConnectionBulkhead}. It runs outside of {@code @Transactional},
 * so that the permit is held until the transaction is committed.
 */
@Bulkhead
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class BulkheadInterceptor {

    /** PostgreSQL's transaction_resolution_unknown. */
    private static final String COMMIT_UNKNOWN = "08007";

    private static final List<Class<? extends Exception>> COMMIT_ERRORS = List.of(
            RollbackException.class,
            HeuristicMixedException.class,
            HeuristicRollbackException.class,
            SystemException.class);

    private static final Logger LOG = Logger.getLogger(BulkheadInterceptor.class.getName());

    /** Whether this thread holds a permit. A nested call takes none: it uses the same connection. */
    private static final ThreadLocal<Boolean> HOLDS_PERMIT = ThreadLocal.withInitial(() -> false);

    @Inject
    private ConnectionBulkhead bulkhead;

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
                bulkhead.acquire();
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
                Exception translated = ofCommit(e);
                if (DatabaseErrors.isReadOnly(translated)) {
                    ConnectionGeneration.advance(translated.getMessage());
                }
                DatabaseErrors.in(translated).ifPresent(sql -> Metrics.databaseError(DatabaseErrors.kind(translated)));
                throw translated;
            } finally {
                HOLDS_PERMIT.remove();
                bulkhead.release();
                logIfSlow(call, System.nanoTime() - start);
            }
        }
    }

    private static void logIfSlow(InvocationContext call, long nanos) {
        if (!SlowQueryLog.isSlow(nanos)) {
            return;
        }
        Method method = call.getMethod();
        Bulkhead bulkhead = method.getDeclaringClass().getAnnotation(Bulkhead.class);
        if (bulkhead == null || bulkhead.logSlowCalls()) {
            SlowQueryLog.took(method.getDeclaringClass().getSimpleName() + "." + method.getName(), nanos);
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

    /**
     * Converts the error of a failed commit to a SQL error with SQLSTATE 08007 (transaction_resolution_unknown); other exceptions are
     * returned unchanged. The exceptions of the servers' transaction managers do not contain the reason of the failure, and Payara's Jersey
     * maps them to status 500 with its own mapper.
     */
    private static Exception ofCommit(Exception thrown) {
        if (DatabaseErrors.in(thrown).isPresent()) {
            return thrown;
        }
        return DatabaseErrors.causes(thrown)
                .filter(cause -> COMMIT_ERRORS.stream().anyMatch(type -> type.isInstance(cause)))
                .findFirst()
                .<Exception>map(cause -> new SQLTransientConnectionException(
                        "a transaction was not committed: " + Objects.requireNonNullElse(cause.getCause(), cause),
                        COMMIT_UNKNOWN,
                        thrown))
                .orElse(thrown);
    }
}
