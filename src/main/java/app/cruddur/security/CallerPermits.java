package app.cruddur.security;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Limits how many of a resource may be open at the same time: per caller, and in total on this node. */
public final class CallerPermits {

    private final int perCaller;
    private final int total;
    private final Semaphore available;
    private final ConcurrentHashMap<String, Integer> heldByCaller = new ConcurrentHashMap<>();

    public CallerPermits(int perCaller, int total) {
        this.perCaller = perCaller;
        this.total = total;
        this.available = new Semaphore(total);
    }

    /** Acquires a permit if both limits allow it; {@link #release} returns it. */
    public boolean tryAcquire(String caller) {
        if (!available.tryAcquire()) {
            return false;
        }
        boolean[] acquired = new boolean[1];
        heldByCaller.compute(caller, (key, count) -> {
            acquired[0] = count == null || count < perCaller;
            return acquired[0] ? Integer.valueOf(count == null ? 1 : count + 1) : count;
        });
        if (!acquired[0]) {
            available.release();
        }
        return acquired[0];
    }

    public void release(String caller) {
        heldByCaller.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
        available.release();
    }

    /** The number of permits in use. */
    public int acquired() {
        return total - available.availablePermits();
    }
}
