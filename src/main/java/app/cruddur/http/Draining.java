package app.cruddur.http;

import app.cruddur.operations.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How this node takes its leave: it says so first, and serves on until balancers have noticed; then it takes no new request, and waits for
 * those that it has begun (docs/adr/0023).
 */
@ApplicationScoped
public class Draining {

    private static final String VARIABLE = "CRUDDUR_DRAIN_SECONDS";
    private static final int USUAL_SECONDS = 5;
    /** No request takes longer: its body has been read before it begins. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);
    /** Whoever keeps a connection open hears on it that this node is leaving, rather than to find it cut. */
    private static final Duration PARTING = Duration.ofMillis(500);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch hurry = new CountDownLatch(1);
    private volatile boolean announced;
    private volatile boolean refusing;

    /**
     * How long a node that was told to stop serves on.
     *
     * @throws IllegalArgumentException when the variable is no number from 0 to 300
     */
    static Duration delay(String variable) {
        if (variable == null || variable.isBlank()) {
            return Duration.ofSeconds(USUAL_SECONDS);
        }
        if (!variable.matches("[0-9]{1,3}") || Integer.parseInt(variable) > 300) {
            throw new IllegalArgumentException(VARIABLE + " is not a number from 0 to 300");
        }
        return Duration.ofSeconds(Integer.parseInt(variable));
    }

    /** @throws IllegalArgumentException when {@code CRUDDUR_DRAIN_SECONDS} makes no sense */
    public static Duration delay() {
        return delay(System.getenv(VARIABLE));
    }

    /** Whether this node is about to stop: nothing new shall come here. */
    public boolean isAnnounced() {
        return announced;
    }

    /** Says so, and lets the delay pass; not when {@link #hurry} is called meanwhile. */
    public void announce(Duration delay) throws InterruptedException {
        announced = true;
        Metrics.DRAINING.set(1);
        hurry.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes no new request, and returns when those are answered that were begun. */
    public void refuse(Duration delay) throws InterruptedException {
        refusing = true;
        long start = System.nanoTime();
        Duration parting = delay.compareTo(PARTING) < 0 ? delay : PARTING;
        hurry.await(parting.toMillis(), TimeUnit.MILLISECONDS);
        while (begun.get() > 0 && System.nanoTime() - start < LONGEST_REQUEST.toNanos()) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** Whoever said it once means it when they say it twice. */
    public void hurry() {
        hurry.countDown();
    }

    /** @return false when the request is not to be begun; else {@link #leave} ends it */
    boolean enter() {
        begun.incrementAndGet();
        if (refusing) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        begun.decrementAndGet();
    }
}
