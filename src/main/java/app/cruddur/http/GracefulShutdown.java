package app.cruddur.http;

import app.cruddur.config.Configuration;
import app.cruddur.observability.Metrics;
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
public class GracefulShutdown {

    /** The longest duration of a request whose body has arrived. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);
    /** Whoever keeps a connection open hears on it that this node is leaving, rather than to find it cut. */
    private static final Duration PARTING = Duration.ofMillis(500);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch hurry = new CountDownLatch(1);
    private volatile boolean announced;
    private volatile boolean refusing;

    /** How long the health check answers 503 before new requests are refused. */
    public static Duration delay() {
        return Duration.ofSeconds(Configuration.current().get(Configuration.DRAIN_SECONDS));
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
