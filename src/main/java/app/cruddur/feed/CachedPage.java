package app.cruddur.feed;

import app.cruddur.persistence.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A page in the cache. It is the page of all readers: the flags of the signed-in ones are read when the first of them requests the page. */
final class CachedPage {

    /** When its read began, in {@link System#nanoTime}. */
    private final long readAt;

    private final EncodedPage forGuests;
    /** Null until the first signed-in reader. */
    private final AtomicReference<SharedRead<Optional<Flags>>> flags = new AtomicReference<>();

    CachedPage(Page page, long readAt) {
        this.readAt = readAt;
        this.forGuests = EncodedPage.of(page);
    }

    /**
     * The flags of all readers.
     *
     * @param withoutFlags the page of each reader who has no flags on it; most have none
     */
    private record Flags(CrudsJson cruds, Map<UUID, ReaderFlags> byReader, EncodedPage withoutFlags) {}

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - readAt);
    }

    /** An estimate of its size, including the compressed page and the page without flags. */
    int weight() {
        return 3 * forGuests.body(false).length;
    }

    EncodedPage forGuests() {
        return forGuests;
    }

    /**
     * Returns the page with the flags of a reader; empty if the page has too many likes and reposts to keep them.
     *
     * @param reactions reads the flags of all readers on these cruds
     */
    Optional<EncodedPage> forReader(UUID reader, Function<List<String>, Optional<Map<UUID, ReaderFlags>>> reactions) {
        return readOnce(reactions).map(all -> {
            ReaderFlags own = all.byReader.get(reader);
            return own == null ? all.withoutFlags : with(own, all.cruds);
        });
    }

    private Optional<Flags> readOnce(Function<List<String>, Optional<Map<UUID, ReaderFlags>>> reactions) {
        SharedRead<Optional<Flags>> earlierRead = flags.get();
        if (earlierRead != null) {
            return earlierRead.await();
        }
        SharedRead<Optional<Flags>> ownRead = new SharedRead<>();
        earlierRead = flags.compareAndExchange(null, ownRead);
        if (earlierRead != null) {
            return earlierRead.await();
        }
        ownRead.run(() -> {
            CrudsJson cruds = new CrudsJson(forGuests.body(false));
            return reactions
                    .apply(cruds.uuids())
                    .map(byReader -> new Flags(cruds, byReader, with(ReaderFlags.NONE, cruds)));
        });
        if (ownRead.isCompletedExceptionally()) {
            // A failure is not cached.
            flags.set(null);
        }
        return ownRead.await();
    }

    private EncodedPage with(ReaderFlags own, CrudsJson cruds) {
        return new EncodedPage(cruds.with(own), forGuests.next());
    }
}
