package app.cruddur.http;

import app.cruddur.operations.Metrics;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much one caller may ask of this server in a minute: somebody signed in by name, a guest by address. A bucket of tokens each, which
 * fills evenly, so that who was refused goes on as soon as there is one token again. Each node counts for itself.
 */
@ApplicationScoped
public class RateLimits {

    /** Of each kind; whatever comes then takes the place of who asked least lately. */
    static final int CALLERS_KEPT = 30_000;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final long MOST = 100_000_000;
    private static final int BYTES_PER_FILE = 16 * 1024;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** What is counted apart. */
    enum Kind {
        READ("CRUDDUR_READS_PER_MINUTE", 600),
        WRITE("CRUDDUR_WRITES_PER_MINUTE", 60),
        /** The web client's files: each 16 KiB begun of one counts. */
        FILE("CRUDDUR_FILES_PER_MINUTE", 3_000),
        /** Tokens that were refused: guessing has to be dear. */
        SIGN_IN_FAILURE("CRUDDUR_SIGN_IN_FAILURES_PER_MINUTE", 20);

        private final String variable;
        private final long usual;

        Kind(String variable, long usual) {
            this.variable = variable;
            this.usual = usual;
        }

        static Kind of(String method) {
            return READING.contains(method) ? READ : WRITE;
        }

        void refused() {
            Metrics.RATE_LIMITED.labelValues(name().toLowerCase(Locale.ROOT)).inc();
        }

        String variable() {
            return variable;
        }

        /** @throws IllegalStateException when the variable is no whole number from 1 to {@value MOST} */
        long perMinute(Map<String, String> environment) {
            String set = environment.get(variable);
            if (set == null) {
                return usual;
            }
            if (!set.matches("[1-9][0-9]{0,8}") || Long.parseLong(set) > MOST) {
                throw new IllegalStateException(variable + " is not a number from 1 to " + MOST);
            }
            return Long.parseLong(set);
        }
    }

    private final Map<Kind, Long> perMinute = new EnumMap<>(Kind.class);
    private final Map<Kind, RecentlyUsed<String, Bucket>> buckets = new EnumMap<>(Kind.class);
    private final TrustedProxies proxies;

    public RateLimits() {
        this(System.getenv(), TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(Map<String, String> environment, TimeMeter clock) {
        proxies = TrustedProxies.in(environment);
        for (Kind kind : Kind.values()) {
            long limit = kind.perMinute(environment);
            perMinute.put(kind, limit);
            buckets.put(kind, new RecentlyUsed<>(CALLERS_KEPT, () -> Bucket.builder()
                    .addLimit(band -> band.capacity(limit).refillGreedy(limit, PERIOD))
                    .withCustomTimePrecision(clock)
                    .build()));
        }
    }

    /**
     * Fails the start of a server whose limits or proxies are not what they should be.
     *
     * @throws IllegalStateException naming the variable
     */
    public static void check() {
        new RateLimits();
    }

    /** One request of a guest, or of somebody who only says who they are. */
    Count count(Kind kind, HttpServletRequest request) {
        return count(kind, address(request));
    }

    /** One request whose caller is known; one too many goes no further. */
    void count(String caller, ContainerRequestContext request, HttpServletRequest servletRequest) {
        Count count = count(Kind.of(request.getMethod()), caller);
        count.remember(servletRequest);
        if (count.isRefused()) {
            request.abortWith(refusal());
        }
    }

    /**
     * One request to what answers without Jakarta REST. Says in the headers how the caller stands.
     *
     * @return false when it was one too many and is answered
     */
    public boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Count count = count(Kind.of(request.getMethod()), request);
        count.remember(request);
        count.headers().forEach(response::setHeader);
        if (count.isRefused()) {
            ErrorPage.write(refusal(), response);
        }
        return !count.isRefused();
    }

    /**
     * One request for a file.
     *
     * @param bytes how much of it would be sent
     * @return false when it was one too many and is answered
     */
    public boolean admitFile(int bytes, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Count count = countFile(bytes, address(request));
        if (count.isRefused()) {
            response.setHeader("Cache-Control", "no-cache");
            count.headers().forEach(response::setHeader);
            ErrorPage.write(refusal(), response);
        }
        return !count.isRefused();
    }

    static Response refusal() {
        return ApiError.response(Response.Status.TOO_MANY_REQUESTS, List.of("rate_limited"))
                .build();
    }

    /** One request of a caller: a name, or an address. */
    Count count(Kind kind, String caller) {
        return count(kind, caller, 1);
    }

    /** One request for a file of that size. */
    Count countFile(int bytes, String caller) {
        return count(Kind.FILE, caller, 1 + bytes / BYTES_PER_FILE);
    }

    private Count count(Kind kind, String caller, long requests) {
        ConsumptionProbe probe = buckets.get(kind)
                .get(caller)
                // One that counts more than all there are in a minute would never be let pass.
                .tryConsumeAndReturnRemaining(Math.min(requests, perMinute.get(kind)));
        if (!probe.isConsumed() && kind != Kind.SIGN_IN_FAILURE) {
            kind.refused();
        }
        return new Count(
                perMinute.get(kind),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    /** How a caller stands, without counting. */
    Count look(Kind kind, String caller) {
        var probe = buckets.get(kind).get(caller).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            kind.refused();
        }
        return new Count(
                perMinute.get(kind),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForRefill()),
                probe.canBeConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    /** From where a request comes, as one may call many addresses one's own. */
    String address(HttpServletRequest request) {
        return proxies.client(request).network();
    }

    int callers(Kind kind) {
        return buckets.get(kind).size();
    }

    private static long seconds(long nanoseconds) {
        return Duration.ofNanos(nanoseconds).plusNanos(999_999_999).toSeconds();
    }

    /**
     * How a caller stands after a request.
     *
     * @param limit requests in a minute
     * @param remaining how many are left at this moment
     * @param reset in how many seconds all are there again
     * @param retryAfter in how many seconds one is there again; 0 when this one was let pass
     */
    record Count(long limit, long remaining, long reset, long retryAfter) {

        private static final String ATTRIBUTE = Count.class.getName();

        /** The one of this request, when it was counted. */
        static Optional<Count> of(HttpServletRequest request) {
            return Optional.ofNullable((Count) request.getAttribute(ATTRIBUTE));
        }

        void remember(HttpServletRequest request) {
            request.setAttribute(ATTRIBUTE, this);
        }

        boolean isRefused() {
            return retryAfter > 0;
        }

        Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("X-RateLimit-Limit", String.valueOf(limit));
            headers.put("X-RateLimit-Remaining", String.valueOf(remaining));
            headers.put("X-RateLimit-Reset", String.valueOf(reset));
            if (isRefused()) {
                headers.put("Retry-After", String.valueOf(retryAfter));
            }
            return headers;
        }
    }
}
