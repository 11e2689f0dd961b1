package app.cruddur.http;

import app.cruddur.operations.Metrics;
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
 * Bounds the threads and the time that clients may hold by not reading their responses. A thread that waits for its client is interrupted,
 * upon which both servers close the connection: after 30 s of writing one response, and before that when more threads wait than one address,
 * or all together, may hold; the one that has waited longest comes first.
 */
@ApplicationScoped
public class WriteTimeouts {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** From here on a write counts as waiting for its client. */
    private static final Duration STALLED = Duration.ofMillis(500);

    private static final Duration CHECK = Duration.ofMillis(250);

    /** Half of WildFly's worker threads; Payara has 200. */
    private static final int MAX_IN_TOTAL = 8 * Runtime.getRuntime().availableProcessors();

    private static final int MAX_PER_ADDRESS = MAX_IN_TOTAL / 2;

    private final Set<ResponseWrite> writes = ConcurrentHashMap.newKeySet();

    @Inject
    private RequestTimeouts timeouts;

    @PostConstruct
    void start() {
        timeouts.every(CHECK, this::check);
    }

    void begin(ResponseWrite write) {
        writes.add(write);
    }

    void end(ResponseWrite write) {
        writes.remove(write);
    }

    /** Threads that wait for clients of that address at this moment. */
    long waiting(String address) {
        long now = System.nanoTime();
        return writes.stream()
                .filter(write -> write.address().equals(address) && write.waiting(now) > 0)
                .count();
    }

    private void check() {
        long now = System.nanoTime();
        List<ResponseWrite> stalled = writes.stream()
                .filter(write -> write.waiting(now) > STALLED.toNanos())
                .sorted(Comparator.comparing((ResponseWrite write) -> -write.waiting(now)))
                .toList();
        Map<String, Integer> perAddress = new HashMap<>();
        stalled.forEach(write -> perAddress.merge(write.address(), 1, Integer::sum));
        int total = stalled.size();
        for (ResponseWrite write : stalled) {
            boolean tooMany = total > MAX_IN_TOTAL || perAddress.get(write.address()) > MAX_PER_ADDRESS;
            if (tooMany || write.isBroken() || write.total(now) > LIMIT.toNanos()) {
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
