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
 * Cache of the first pages of feeds as guests see them, encoded and compressed. Concurrent requests for a page share one read. Any change on
 * any node invalidates all pages, and no page is older than a second. The cache is bypassed while the event listener is disconnected.
 */
@ApplicationScoped
public class FeedCache {

    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final long MAX_BYTES = 16 * 1024 * 1024;

    private static final CounterDataPoint HIT = Metrics.FEED_CACHE.labelValues("hit");
    private static final CounterDataPoint WAITED = Metrics.FEED_CACHE.labelValues("waited");
    private static final CounterDataPoint MISS = Metrics.FEED_CACHE.labelValues("miss");

    @Inject
    private EventListener listener;

    /**
     * The number of changes so far, which is part of each key. A change thus invalidates all pages, and a request that arrives after it never
     * gets a page that was read before it.
     */
    private final AtomicLong changes = new AtomicLong();

    private final AsyncCache<Key, CachedPage> pages = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((Key key, CachedPage cached) -> cached.page.plain().length + cached.page.gzip().length)
            .expireAfter(Expiry.creating((Key key, CachedPage cached) -> cached.timeToLive()))
            .buildAsync();

    private record Key(String feed, long changes) {}

    /** @param readAt when its read began, in {@link System#nanoTime} */
    private record CachedPage(EncodedPage page, long readAt) {
        Duration timeToLive() {
            return MAX_AGE.minusNanos(System.nanoTime() - readAt);
        }
    }

    /**
     * Returns a feed's first page.
     *
     * @param feed the feed's unique name
     * @param read reads the page on a cache miss; its exception is thrown to all requests that wait for the page, and not cached
     */
    public EncodedPage first(String feed, Supplier<Page> read) {
        if (!listener.isListening()) {
            Metrics.FEED_CACHE.labelValues("standing_aside").inc();
            return EncodedPage.of(read.get());
        }
        CompletableFuture<CachedPage> ownRead = new CompletableFuture<>();
        CompletableFuture<CachedPage> earlierRead = pages.asMap().putIfAbsent(new Key(feed, changes.get()), ownRead);
        if (earlierRead != null) {
            (earlierRead.isDone() ? HIT : WAITED).inc();
            return await(earlierRead).page;
        }
        MISS.inc();
        try {
            long start = System.nanoTime();
            Page page = read.get();
            ownRead.complete(new CachedPage(EncodedPage.of(page), start));
        } catch (Throwable e) {
            // Throwable, because an interceptor may throw an SQLException that no signature declares. All waiting
            // requests get the failure, which is not cached: if each read the page itself, they would wait for the same
            // failure one after the other.
            ownRead.completeExceptionally(e);
        }
        return await(ownRead).page;
    }

    /** Returns a feed's first page if it is cached; does not wait for a read in progress. */
    Optional<EncodedPage> getIfCached(String feed) {
        if (!listener.isListening()) {
            return Optional.empty();
        }
        CompletableFuture<CachedPage> cached = pages.getIfPresent(new Key(feed, changes.get()));
        if (cached == null || !cached.isDone() || cached.isCompletedExceptionally()) {
            return Optional.empty();
        }
        HIT.inc();
        return Optional.of(cached.join().page);
    }

    private static CachedPage await(CompletableFuture<CachedPage> page) {
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
