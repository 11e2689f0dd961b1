package app.cruddur.user;

import app.cruddur.events.UserChanged;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Cache of the users who send requests. A profile that is updated or an account that is deleted on this node is current at once; changes on
 * other nodes or in SQL take effect within a second. A user who does not exist is not cached, so a new user can sign in at once.
 */
@ApplicationScoped
public class UserCache {

    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final int MAX_USERS = 20_000;

    @Inject
    private UserRepository users;

    /** The number of changes so far, which is part of each key: a user who was read before a change is not found after it. */
    private final AtomicLong changes = new AtomicLong();

    private final Cache<Key, User> cached = Caffeine.newBuilder()
            .expireAfterWrite(MAX_AGE)
            .maximumSize(MAX_USERS)
            // Evict on the calling thread: a common pool would outlive an undeployment.
            .executor(Runnable::run)
            .build();

    private record Key(boolean isSubject, String name, long changes) {}

    /** Finds the user with a handle, regardless of case. */
    Optional<User> byHandle(String text) {
        return Handle.stored(text).flatMap(handle -> find(new Key(false, handle, changes.get()), users::byHandle));
    }

    /** Finds the user with a subject of the token issuer. */
    Optional<User> bySubject(String subject) {
        return find(new Key(true, subject, changes.get()), users::bySubject);
    }

    private Optional<User> find(Key key, Function<String, Optional<User>> read) {
        User known = cached.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<User> user = read.apply(key.name).map(User::detachedCopy);
        user.ifPresent(found -> cached.put(key, found));
        return user;
    }

    void onUserChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserChanged event) {
        changes.incrementAndGet();
    }
}
