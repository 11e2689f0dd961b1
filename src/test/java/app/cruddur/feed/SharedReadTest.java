package app.cruddur.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedReadTest {

    /** A field, because the log manager may collect a logger that has no other reference. */
    private final Logger logger = Logger.getLogger("com.github.benmanes.caffeine");

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final AsyncCache<String, String> cache = Caffeine.newBuilder().buildAsync();
    private final SharedRead<String> read = new SharedRead<>();

    @BeforeEach
    void captureLog() {
        logger.addHandler(handler);
    }

    @AfterEach
    void releaseLog() {
        logger.removeHandler(handler);
    }

    @Test
    void a_result_stays_in_the_cache() {
        cache.asMap().put("key", read);

        read.run(() -> "page");

        assertThat(read.await()).isEqualTo("page");
        assertThat(cache.asMap()).containsKey("key");
    }

    @Test
    void a_failure_reaches_all_who_wait_and_is_neither_cached_nor_logged() {
        cache.asMap().put("key", read);

        read.run(() -> {
            throw new IllegalStateException("no such user");
        });

        assertThatThrownBy(read::await).isInstanceOf(IllegalStateException.class);
        assertThat(cache.asMap()).isEmpty();
        assertThat(logged).isEmpty();
    }

    @Test
    void an_undeclared_checked_exception_is_wrapped() {
        read.run(() -> SharedReadTest.<RuntimeException, String>throwUndeclared(new SQLException("connection lost")));

        assertThatThrownBy(read::await).isInstanceOf(CompletionException.class).hasCauseInstanceOf(SQLException.class);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable, T> T throwUndeclared(Throwable exception) throws E {
        throw (E) exception;
    }
}
