package app.cruddur.slowclients;

import app.cruddur.observability.Metrics;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the time and the number of threads that clients can hold by not reading their responses. A thread that waits for its client is
 * interrupted, and Payara and WildFly then close the connection: 30 s after the first write of the response; or earlier, when too many
 * threads wait for one client address or in total, beginning with the thread that has waited longest.
 */
@ApplicationScoped
public class WriteTimeouts {

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);
    /** A write that takes longer counts as waiting for its client. */
    private static final Duration STALL_THRESHOLD = Duration.ofMillis(500);

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    /** Half of WildFly's default number of worker threads; Payara has 200 threads. */
    private static final int MAX_IN_TOTAL = 8 * Runtime.getRuntime().availableProcessors();

    private static final int MAX_PER_ADDRESS = MAX_IN_TOTAL / 2;

    private final Set<ResponseWrite> writes = ConcurrentHashMap.newKeySet();

    @Inject
    private RequestTimeouts timeouts;

    @PostConstruct
    void start() {
        timeouts.every(CHECK_INTERVAL, this::check);
    }

    void begin(ResponseWrite write) {
        writes.add(write);
    }

    void end(ResponseWrite write) {
        writes.remove(write);
    }

    /** The number of threads that are writing to clients of that address at this moment. */
    long countWaiting(String address) {
        long now = System.nanoTime();
        return writes.stream()
                .filter(write -> write.address().equals(address) && write.waitingNanos(now) > 0)
                .count();
    }

    private void check() {
        long now = System.nanoTime();
        List<ResponseWrite> stalled = writes.stream()
                .filter(write -> write.waitingNanos(now) > STALL_THRESHOLD.toNanos())
                .sorted(Comparator.comparing((ResponseWrite write) -> -write.waitingNanos(now)))
                .toList();
        Map<String, Integer> perAddress = new HashMap<>();
        stalled.forEach(write -> perAddress.merge(write.address(), 1, Integer::sum));
        int total = stalled.size();
        for (ResponseWrite write : stalled) {
            boolean tooMany = total > MAX_IN_TOTAL || perAddress.get(write.address()) > MAX_PER_ADDRESS;
            if (tooMany || write.isBroken() || write.totalNanos(now) > RESPONSE_TIMEOUT.toNanos()) {
                total--;
                perAddress.merge(write.address(), -1, Integer::sum);
                if (!write.isBroken()) {
                    Metrics.CLIENT_ABORTS.labelValues("response").inc();
                }
                write.interrupt();
            }
        }
    }
}
