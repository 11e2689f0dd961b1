package app.cruddur.feed;

import app.cruddur.events.ActivityChanged;
import app.cruddur.events.ChangesReceived;
import app.cruddur.events.DisplayNameChanged;
import app.cruddur.events.EventListener;
import app.cruddur.http.EncodedPage;
import app.cruddur.observability.Metrics;
import app.cruddur.persistence.Page;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * First pages as guests read them, ready to be sent. However many ask for one, it is read once; whatever changes anywhere, all are dropped;
 * and none is older than a second. While nothing is heard of other nodes, nothing is kept.
 */
@ApplicationScoped
public class FeedCache {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final long MOST_BYTES = 16 * 1024 * 1024;

    private static final CounterDataPoint HIT = Metrics.FEED_CACHE.labelValues("hit");
    private static final CounterDataPoint WAITED = Metrics.FEED_CACHE.labelValues("waited");
    private static final CounterDataPoint MISS = Metrics.FEED_CACHE.labelValues("miss");

    @Inject
    private EventListener listener;

    /** A page is kept under the number of changes before it was read: whoever comes after a change never meets an older one. */
    private final AtomicLong changes = new AtomicLong();

    private final AsyncCache<Key, Kept> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Kept kept) -> kept.page.plain().length + kept.page.gzip().length)
            .expireAfter(Expiry.creating((Key key, Kept kept) -> kept.left()))
            .buildAsync();

    private record Key(String feed, long changes) {}

    private record Kept(EncodedPage page, long trueAt) {
        Duration left() {
            return LONGEST.minusNanos(System.nanoTime() - trueAt);
        }
    }

    /**
     * A feed's first page.
     *
     * @param feed its name, one for each
     * @param read reads it when it is not there; what that throws is thrown, and not kept
     */
    public EncodedPage first(String feed, Supplier<Page> read) {
        if (!listener.isListening()) {
            Metrics.FEED_CACHE.labelValues("standing_aside").inc();
            return EncodedPage.of(read.get());
        }
        CompletableFuture<Kept> mine = new CompletableFuture<>();
        CompletableFuture<Kept> theirs = pages.asMap().putIfAbsent(new Key(feed, changes.get()), mine);
        if (theirs != null) {
            (theirs.isDone() ? HIT : WAITED).inc();
            return await(theirs).page;
        }
        MISS.inc();
        try {
            long asked = System.nanoTime();
            Page page = read.get();
            mine.complete(new Kept(EncodedPage.of(page), asked));
        } catch (Throwable e) {
            // Also what no signature declares: an interceptor's SQLException. For all who wait: one after the other
            // they would
            // wait for the same failure again. It is not kept.
            mine.completeExceptionally(e);
        }
        return await(mine).page;
    }

    /** The same, if it lies ready. */
    Optional<EncodedPage> ready(String feed) {
        if (!listener.isListening()) {
            return Optional.empty();
        }
        CompletableFuture<Kept> kept = pages.getIfPresent(new Key(feed, changes.get()));
        if (kept == null || !kept.isDone() || kept.isCompletedExceptionally()) {
            return Optional.empty();
        }
        HIT.inc();
        return Optional.of(kept.join().page);
    }

    private static Kept await(CompletableFuture<Kept> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    void onActivityChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ActivityChanged event) {
        invalidate();
    }

    void onDisplayNameChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) DisplayNameChanged event) {
        invalidate();
    }

    void onChangesReceived(@Observes ChangesReceived event) {
        invalidate();
    }

    private void invalidate() {
        changes.incrementAndGet();
        Metrics.FEED_CACHE_DROPS.inc();
    }
}
