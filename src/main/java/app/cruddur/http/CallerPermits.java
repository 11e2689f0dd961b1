package app.cruddur.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many of one thing may be open at once: by one caller, and by all callers of this node together. */
final class CallerPermits {

    private final int perCaller;
    private final int limit;
    private final Semaphore all;
    private final ConcurrentHashMap<String, Integer> held = new ConcurrentHashMap<>();

    CallerPermits(int perCaller, int all) {
        this.perCaller = perCaller;
        this.limit = all;
        this.all = new Semaphore(all);
    }

    /** Takes one; {@link #release} returns it. */
    boolean tryAcquire(String caller) {
        if (!all.tryAcquire()) {
            return false;
        }
        boolean[] acquired = new boolean[1];
        held.compute(caller, (key, count) -> {
            acquired[0] = count == null || count < perCaller;
            return acquired[0] ? Integer.valueOf(count == null ? 1 : count + 1) : count;
        });
        if (!acquired[0]) {
            all.release();
        }
        return acquired[0];
    }

    void release(String caller) {
        held.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
        all.release();
    }

    /** How many are taken. */
    int acquired() {
        return limit - all.availablePermits();
    }
}
