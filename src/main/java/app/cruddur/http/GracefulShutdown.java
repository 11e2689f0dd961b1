package app.cruddur.http;

import app.cruddur.config.Configuration;
import app.cruddur.observability.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Graceful shutdown (docs/adr/0025): the health check first answers 503 while requests are still served, so that load balancers remove this
 * node; then new requests are rejected, and those in progress are waited for.
 */
@ApplicationScoped
public class GracefulShutdown {

    /** Upper limit of a request's duration, once its body has arrived. */
    private static final Duration MAX_REQUEST_DURATION = Duration.ofSeconds(5);
    /**
     * Requests are rejected for this time, or the delay if it is shorter, even if none is in progress: clients with keep-alive connections
     * then receive 503 and {@code Connection: close} instead of a closed connection.
     */
    private static final Duration KEEP_ALIVE_NOTICE = Duration.ofMillis(500);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private final AtomicInteger activeRequests = new AtomicInteger();
    private final CountDownLatch skipDelay = new CountDownLatch(1);
    private volatile boolean announced;
    private volatile boolean rejecting;

    /** How long the health check answers 503 before new requests are refused. */
    public static Duration delay() {
        return Duration.ofSeconds(Configuration.current().get(Configuration.DRAIN_SECONDS));
    }

    /** Whether this node is about to stop and should get no new traffic. */
    public boolean hasBegun() {
        return announced;
    }

    /** Makes the health check fail, and waits for the delay or until {@link #skipDelay} is called. */
    public void begin(Duration delay) throws InterruptedException {
        announced = true;
        Metrics.DRAINING.set(1);
        skipDelay.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Rejects new requests, and returns when those in progress have ended, after 5 s at the latest. */
    public void rejectRequests(Duration delay) throws InterruptedException {
        rejecting = true;
        long start = System.nanoTime();
        Duration notice = delay.compareTo(KEEP_ALIVE_NOTICE) < 0 ? delay : KEEP_ALIVE_NOTICE;
        skipDelay.await(notice.toMillis(), TimeUnit.MILLISECONDS);
        while (activeRequests.get() > 0 && System.nanoTime() - start < MAX_REQUEST_DURATION.toNanos()) {
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
    }

    /** Skips the remaining delay; called for a second SIGTERM. */
    public void skipDelay() {
        skipDelay.countDown();
    }

    /**
     * Begins a request.
     *
     * @return false if it is rejected; otherwise {@link #leave} must be called at its end
     */
    boolean enter() {
        activeRequests.incrementAndGet();
        if (rejecting) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        activeRequests.decrementAndGet();
    }
}
