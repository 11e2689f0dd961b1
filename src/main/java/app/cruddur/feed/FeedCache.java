package app.cruddur.feed;

import app.cruddur.events.ActivityChanged;
import app.cruddur.events.ChangesReceived;
import app.cruddur.events.EventListener;
import app.cruddur.events.UserChanged;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Cache of the first pages of feeds, one for all readers. Concurrent requests for a page share one read. Any change on any node, also a like,
 * invalidates all pages, and no page is older than a second. The cache is bypassed while the event listener is disconnected.
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

    @Inject
    private ReactionRepository reactions;

    /**
     * The number of changes so far, which is part of each key. A change thus invalidates all pages, and a request that arrives after it never
     * gets a page that was read before it.
     */
    private final AtomicLong changes = new AtomicLong();

    private final AsyncCache<Key, CachedPage> pages = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((Key key, CachedPage page) -> page.weight())
            .expireAfter(Expiry.creating((Key key, CachedPage page) -> MAX_AGE.minus(page.age())))
            .buildAsync();

    private record Key(String feed, long changes) {}

    /**
     * Returns a feed's first page.
     *
     * @param feed the feed's unique name
     * @param reader the signed-in user, who also gets {@code liked} and {@code reposted}
     * @param read reads the page of a reader on a cache miss, or of guests; its exception is thrown to all requests that wait for the page,
     *     and not cached
     */
    public EncodedPage first(String feed, Optional<UUID> reader, Function<Optional<UUID>, Page> read) {
        if (!listener.isListening()) {
            Metrics.FEED_CACHE.labelValues("standing_aside").inc();
            return EncodedPage.of(read.apply(reader));
        }
        CachedPage page = cached(feed, () -> read.apply(Optional.empty()));
        if (reader.isEmpty()) {
            return page.forGuests();
        }
        return page.forReader(reader.get(), reactions::of).orElseGet(() -> EncodedPage.of(read.apply(reader)));
    }

    private CachedPage cached(String feed, Supplier<Page> read) {
        SharedRead<CachedPage> ownRead = new SharedRead<>();
        CompletableFuture<CachedPage> earlierRead = pages.asMap().putIfAbsent(new Key(feed, changes.get()), ownRead);
        if (earlierRead instanceof SharedRead<CachedPage> shared) {
            (shared.isDone() ? HIT : WAITED).inc();
            return shared.await();
        }
        MISS.inc();
        long start = System.nanoTime();
        ownRead.run(() -> new CachedPage(read.get(), start));
        return ownRead.await();
    }

    void onActivityChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ActivityChanged event) {
        invalidate();
    }

    void onUserChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserChanged event) {
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
