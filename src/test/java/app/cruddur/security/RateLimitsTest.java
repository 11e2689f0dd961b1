package app.cruddur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.config.Configuration;
import app.cruddur.security.RateLimits.Kind;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

    private static final long MEBIBYTE = 1 << 20;

    private final AtomicLong now = new AtomicLong();
    private final RateLimits limits = new RateLimits(
            new Configuration(Map.of(
                    "CRUDDUR_READS_PER_MINUTE",
                    "30",
                    "CRUDDUR_WRITES_PER_MINUTE",
                    "6",
                    "CRUDDUR_FILES_PER_MINUTE",
                    "20")),
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return now.get();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            });

    @Test
    void requests_beyond_the_limit_are_rejected_with_headers() {
        for (int left = 29; left >= 0; left--) {
            assertThat(read("a"))
                    .returns(30L, RateLimitStatus::limit)
                    .returns((long) left, RateLimitStatus::remaining)
                    .returns(false, RateLimitStatus::isRefused);
        }

        RateLimitStatus refused = read("a");

        assertThat(refused.isRefused()).isTrue();
        assertThat(refused.headers())
                .containsExactly(
                        Map.entry("X-RateLimit-Limit", "30"),
                        Map.entry("X-RateLimit-Remaining", "0"),
                        Map.entry("X-RateLimit-Reset", "60"),
                        Map.entry("Retry-After", "2"));
    }

    @Test
    void a_large_file_counts_once_for_each_16_kibibytes() {
        assertThat(limits.countFile(0, "a").remaining()).isEqualTo(19);
        assertThat(limits.countFile(16_000, "a").remaining()).isEqualTo(18);
        assertThat(limits.countFile(100_000, "a").remaining()).isEqualTo(11);
        assertThat(limits.countFile(300_000, "a").isRefused()).isTrue();
    }

    @Test
    void a_file_larger_than_the_limit_is_sent_once_a_minute() {
        assertThat(limits.countFile(1_400_000, "a").isRefused()).isFalse();
        assertThat(limits.countFile(0, "a").isRefused()).isTrue();
    }

    @Test
    void a_caller_that_waits_for_retry_after_is_accepted_again() {
        exhaust("a");

        pass(Duration.ofSeconds(read("a").retryAfter()));

        assertThat(read("a").isRefused()).isFalse();
        assertThat(read("a").isRefused()).isTrue();
    }

    @Test
    void after_a_minute_the_whole_limit_is_available() {
        exhaust("a");

        pass(Duration.ofSeconds(read("a").reset()));

        assertThat(read("a").remaining()).isEqualTo(29);
    }

    @Test
    void callers_and_kinds_are_counted_separately() {
        exhaust("a");

        assertThat(read("b").isRefused()).isFalse();
        assertThat(limits.count(Kind.WRITE, "a").remaining()).isEqualTo(5);
        assertThat(limits.count(Kind.SIGN_IN_FAILURE, "a").limit()).isEqualTo(20);
    }

    @Test
    void looking_at_a_limit_does_not_count() {
        assertThat(limits.look(Kind.READ, "a").remaining()).isEqualTo(30);
        assertThat(limits.look(Kind.READ, "a").remaining()).isEqualTo(30);
        exhaust("a");

        assertThat(limits.look(Kind.READ, "a").isRefused()).isTrue();
    }

    @Test
    void a_million_addresses_use_bounded_memory_and_do_not_reset_a_flooder() {
        exhaust("flooder");
        long before = usedMemory();

        for (int i = 0; i < 1_000_000; i++) {
            read("address " + i);
            if (i % 1000 == 0) {
                assertThat(read("flooder").isRefused()).isTrue();
            }
        }

        assertThat(limits.callers(Kind.READ)).isLessThanOrEqualTo(RateLimits.CALLERS_KEPT);
        long grown = (usedMemory() - before) / MEBIBYTE;
        System.out.println("A million addresses: " + limits.callers(Kind.READ) + " buckets kept, " + grown + " MiB");
        assertThat(grown).isLessThan(50);
    }

    @Test
    void concurrent_requests_get_no_more_than_the_limit() {
        long accepted = IntStream.range(0, 1000)
                .parallel()
                .filter(i -> !read("a").isRefused())
                .count();

        assertThat(accepted).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", "999999999"})
    void an_invalid_limit_prevents_the_start(String value) {
        assertThatThrownBy(() -> new RateLimits(
                        new Configuration(Map.of("CRUDDUR_WRITES_PER_MINUTE", value)), TimeMeter.SYSTEM_NANOTIME))
                .hasMessageContaining("CRUDDUR_WRITES_PER_MINUTE");
    }

    private RateLimitStatus read(String caller) {
        return limits.count(Kind.READ, caller);
    }

    private void exhaust(String caller) {
        while (!read(caller).isRefused()) {
            // Repeat until rejected.
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
