package app.cruddur.slowclients;

import app.cruddur.observability.Metrics;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Bounds the threads and the time that clients can hold by sending or reading slowly. A thread that waits for its client is interrupted after
 * the limit of its {@link ClientWait.Kind}, and earlier when more threads wait than the clients of one address, or all clients together, may
 * hold; the longest wait is interrupted first.
 */
@ApplicationScoped
public class SlowClientWatchdog {

    private static final Logger LOG = Logger.getLogger(SlowClientWatchdog.class.getName());

    /** Shorter waits are normal and do not count. */
    private static final Duration STALLED = Duration.ofMillis(250);

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    /** Half of WildFly's worker threads, which are 16 per processor; Payara has 200. */
    private static final int MAX_STALLED = 8 * Runtime.getRuntime().availableProcessors();

    private static final int MAX_STALLED_PER_ADDRESS = MAX_STALLED / 2;

    private final Set<ClientWait> waits = ConcurrentHashMap.newKeySet();

    @Resource
    private ManagedThreadFactory threads;

    private ScheduledThreadPoolExecutor timer;

    @PostConstruct
    void start() {
        Metrics.BODIES_INCOMPLETE.setCallback(this::bodiesAwaited);
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.scheduleWithFixedDelay(
                this::check, CHECK_INTERVAL.toMillis(), CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    ClientWait begin(ClientWait.Kind kind, String address) {
        ClientWait wait = new ClientWait(kind, address);
        waits.add(wait);
        return wait;
    }

    void end(ClientWait wait) {
        waits.remove(wait);
    }

    /** Whether the clients of an address hold as many threads as they may. */
    boolean isExhausted(String address) {
        long now = System.nanoTime();
        return waits.stream()
                        .filter(wait -> wait.address().equals(address) && wait.waitingNanos(now) > STALLED.toNanos())
                        .count()
                >= MAX_STALLED_PER_ADDRESS;
    }

    private long bodiesAwaited() {
        long now = System.nanoTime();
        return waits.stream()
                .filter(wait -> wait.kind() == ClientWait.Kind.BODY && wait.waitingNanos(now) > 0)
                .count();
    }

    private void check() {
        try {
            interruptLongest();
        } catch (RuntimeException | Error e) {
            // The executor would not run the task again.
            LOG.log(Level.SEVERE, "The check of slow clients failed", e);
        }
    }

    private void interruptLongest() {
        long now = System.nanoTime();
        List<ClientWait> stalled = waits.stream()
                .filter(wait -> wait.waitingNanos(now) > STALLED.toNanos())
                .sorted(Comparator.comparingLong((ClientWait wait) -> wait.waitingNanos(now))
                        .reversed())
                .toList();
        Map<String, Integer> perAddress = new HashMap<>();
        stalled.forEach(wait -> perAddress.merge(wait.address(), 1, Integer::sum));
        int total = stalled.size();
        for (ClientWait wait : stalled) {
            boolean isTooMany = total > MAX_STALLED || perAddress.get(wait.address()) > MAX_STALLED_PER_ADDRESS;
            if (isTooMany || wait.isTimedOut() || wait.isOverLimit()) {
                total--;
                perAddress.merge(wait.address(), -1, Integer::sum);
                if (!wait.isTimedOut()) {
                    Metrics.CLIENT_ABORTS.labelValues(wait.kind().label()).inc();
                }
                wait.interrupt();
            }
        }
    }
}
