package app.cruddur.security;

import app.cruddur.config.Configuration;
import app.cruddur.config.Setting;
import app.cruddur.http.ApiException;
import app.cruddur.http.ErrorResponseWriter;
import app.cruddur.observability.Metrics;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Limits the requests of each caller per minute: of a signed-in user by token subject, of a guest by client address. Each caller has a
 * token bucket that refills evenly, so that a rejected caller can continue as soon as there is one token. Each node counts separately.
 */
@ApplicationScoped
public class RateLimits {

    /** Maximum number of buckets per kind; beyond this, Caffeine evicts rarely used buckets. */
    static final int CALLERS_KEPT = 30_000;

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int BYTES_PER_FILE_REQUEST = 16 * 1024;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Kinds of requests; each has its own limit. */
    public enum Kind {
        READ(Configuration.READS_PER_MINUTE),
        WRITE(Configuration.WRITES_PER_MINUTE),
        /** Files of the web client: each started 16 KiB of a file counts as one request. */
        FILE(Configuration.FILES_PER_MINUTE),
        /** Invalid tokens, per client address; limits guessing. */
        SIGN_IN_FAILURE(Configuration.SIGN_IN_FAILURES_PER_MINUTE);

        private final Setting<Integer> perMinute;

        Kind(Setting<Integer> perMinute) {
            this.perMinute = perMinute;
        }

        static Kind of(String method) {
            return SAFE_METHODS.contains(method) ? READ : WRITE;
        }

        void countRejection() {
            Metrics.RATE_LIMITED.labelValues(name().toLowerCase(Locale.ROOT)).inc();
        }
    }

    private final Map<Kind, Long> perMinute = new EnumMap<>(Kind.class);
    private final Map<Kind, LoadingCache<String, Bucket>> buckets = new EnumMap<>(Kind.class);
    private final TrustedProxies proxies;

    public RateLimits() {
        this(Configuration.current(), TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(Configuration configuration, TimeMeter clock) {
        proxies = TrustedProxies.of(configuration);
        for (Kind kind : Kind.values()) {
            long limit = configuration.get(kind.perMinute);
            perMinute.put(kind, limit);
            buckets.put(
                    kind,
                    Caffeine.newBuilder()
                            .maximumSize(CALLERS_KEPT)
                            // Evict on the calling thread: the common pool would outlive an undeployment.
                            .executor(Runnable::run)
                            .build(caller -> Bucket.builder()
                                    .addLimit(band -> band.capacity(limit).refillGreedy(limit, PERIOD))
                                    .withCustomTimePrecision(clock)
                                    .build()));
        }
    }

    /** Counts one request by client address: of a guest, or of a caller whose identity is not verified. */
    public RateLimitStatus count(Kind kind, HttpServletRequest request) {
        return count(kind, address(request));
    }

    /**
     * Counts one request that is answered outside Jakarta REST, and sets the rate limit headers.
     *
     * @return false if the limit is exceeded; the 429 response has then been written
     */
    public boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RateLimitStatus count = count(Kind.of(request.getMethod()), request);
        count.remember(request);
        return admit(count, response);
    }

    /**
     * Sets the rate limit headers of a counted request.
     *
     * @return false if the limit is exceeded; the 429 response has then been written
     */
    public static boolean admit(RateLimitStatus count, HttpServletResponse response) throws IOException {
        count.headers().forEach(response::setHeader);
        if (count.isRefused()) {
            ErrorResponseWriter.write(refusal(), response);
        }
        return !count.isRefused();
    }

    /**
     * Counts one request for a file.
     *
     * @param bytes how many bytes would be sent
     * @return false if the limit is exceeded; the 429 response has then been written
     */
    public boolean admitFile(int bytes, HttpServletRequest request, HttpServletResponse response) throws IOException {
        RateLimitStatus count = countFile(bytes, address(request));
        if (count.isRefused()) {
            response.setHeader("Cache-Control", "no-cache");
            count.headers().forEach(response::setHeader);
            ErrorResponseWriter.write(refusal(), response);
        }
        return !count.isRefused();
    }

    public static ApiException refusal() {
        return ApiException.of(Response.Status.TOO_MANY_REQUESTS, "rate_limited");
    }

    /** Counts one request of a caller: a user or an address. */
    RateLimitStatus count(Kind kind, String caller) {
        return count(kind, caller, 1);
    }

    /** Counts one request for a file of that size. */
    RateLimitStatus countFile(int bytes, String caller) {
        return count(Kind.FILE, caller, 1 + bytes / BYTES_PER_FILE_REQUEST);
    }

    private RateLimitStatus count(Kind kind, String caller, long requests) {
        ConsumptionProbe probe = buckets.get(kind)
                .get(caller)
                // A single large file must not cost more than the limit per minute, or it could never be sent.
                .tryConsumeAndReturnRemaining(Math.min(requests, perMinute.get(kind)));
        if (!probe.isConsumed() && kind != Kind.SIGN_IN_FAILURE) {
            kind.countRejection();
        }
        return new RateLimitStatus(
                perMinute.get(kind),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    /** Returns a caller's state without counting a request. */
    RateLimitStatus look(Kind kind, String caller) {
        var probe = buckets.get(kind).get(caller).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            kind.countRejection();
        }
        return new RateLimitStatus(
                perMinute.get(kind),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForRefill()),
                probe.canBeConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    /** The client address that requests are counted by: all addresses of an IPv6 /64 network are one. */
    public String address(HttpServletRequest request) {
        return proxies.client(request).network();
    }

    int callers(Kind kind) {
        buckets.get(kind).cleanUp();
        return (int) buckets.get(kind).estimatedSize();
    }

    private static long seconds(long nanoseconds) {
        return Duration.ofNanos(nanoseconds).plusNanos(999_999_999).toSeconds();
    }
}
