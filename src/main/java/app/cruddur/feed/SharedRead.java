package app.cruddur.feed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A read that several requests share: one of them runs it and the others wait for its result. They all get its failure, too: if each read
 * itself, they would wait for the same failure one after the other.
 */
final class SharedRead<T> extends CompletableFuture<T> {

    /** Runs the read in this thread. */
    void run(Supplier<T> read) {
        try {
            complete(read.get());
        } catch (Throwable e) {
            // Throwable, because an interceptor may throw an SQLException that no signature declares.
            completeExceptionally(e);
        }
    }

    /** Returns the result, or throws the failure of the read. */
    T await() {
        try {
            return join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
