package app.cruddur.feed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A read that several requests share: one of them runs it and the others wait for its result. They all get its failure, too: if each read
 * itself, they would wait for the same failure one after the other.
 *
 * <p>A failed read completes with null, and Caffeine removes it. Caffeine logs each exceptional completion as a warning with its stack trace,
 * so that requests for users that do not exist would fill the log.
 */
final class SharedRead<T> extends CompletableFuture<T> {

    private volatile Throwable failure;

    /** Runs the read in this thread. */
    void run(Supplier<T> read) {
        try {
            complete(read.get());
        } catch (Throwable e) {
            // Throwable, because an interceptor may throw an SQLException that no signature declares.
            failure = e;
            complete(null);
        }
    }

    /** Returns the result, or throws the failure of the read. */
    T await() {
        T result = join();
        if (failure != null) {
            throw failure instanceof RuntimeException cause ? cause : new CompletionException(failure);
        }
        return result;
    }
}
