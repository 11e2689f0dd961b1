package app.cruddur.operations;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this node counts and measures, in one list; {@code docs/operations.md} says how to read it. Each belongs to the deployment, not to
 * the JVM: nothing here starts a thread or listens to a platform bean, which would outlive an undeployment (docs/adr/0026).
 */
public final class Metrics {

    /** Labels of {@link #DATABASE_ERRORS}; each is there from the start, at zero. */
    static final String[] DATABASE_ERROR_KINDS = {
        "refused",
        "timeout",
        "broken",
        "terminated",
        "not_accepting",
        "authentication",
        "too_many_connections",
        "pool_exhausted",
        "statement_timeout",
        "lock_timeout",
        "conflict",
        "constraint",
        "read_only",
        "disk_full",
        "system_error",
        "other"
    };

    private static final double[] SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private static final PrometheusRegistry REGISTRY = new PrometheusRegistry();
    private static final PrometheusTextFormatWriter TEXT =
            PrometheusTextFormatWriter.builder().build();

    static final Histogram REQUESTS = histogram(
            "cruddur_http_request_duration_seconds",
            "How long requests took; a stream, until it was open.",
            "route",
            "method",
            "status");

    static final LongAdder IN_FLIGHT = new LongAdder();

    /** How long a call waited for its turn at the pool. */
    public static final Histogram POOL_WAIT =
            histogram("cruddur_pool_wait_seconds", "How long calls waited for their turn at the connection pool.");

    private static final Histogram QUERIES = histogram(
            "cruddur_database_query_duration_seconds", "How long the reads of db/sql took, by their names.", "query");

    public static final Watched POOL_SIZE =
            watched("cruddur_pool_size", "Connections that may be in use at once (CRUDDUR_POOL_SIZE).");
    public static final Watched POOL_IN_USE = watched("cruddur_pool_in_use", "Connections in use.");
    public static final Watched POOL_WAITING =
            watched("cruddur_pool_waiting", "Calls that wait for their turn at the connection pool.");

    public static final Counter CONNECTIONS_OPENED =
            counter("cruddur_database_connections_opened_total", "Connections made to PostgreSQL.");
    private static final Counter DATABASE_ERRORS = counter(
            "cruddur_database_errors_total",
            "Calls that failed by the database, and failed turns of the listener, the teller and the purge.",
            "kind");
    static final Counter SLOW = counter(
            "cruddur_database_slow_total", "What took longer than CRUDDUR_SLOW_QUERY_MS, and stands in the log.");

    /** Guests' feeds while {@code READ_CONNECTION_URL} is set: read from a {@code standby}, or, as none was near enough, from the {@code primary}. */
    public static final Counter GUEST_READS = counter(
            "cruddur_guest_reads_total", "Guests' feeds, by where they were read, if there is a choice.", "from");

    /** First pages of feeds: {@code hit}, {@code waited} for somebody else's read, {@code miss}, {@code standing_aside}. */
    public static final Counter FEED_CACHE =
            counter("cruddur_feed_cache_requests_total", "First pages of feeds that guests asked for.", "result");

    public static final Counter FEED_CACHE_DROPS =
            counter("cruddur_feed_cache_drops_total", "How often all kept pages were dropped for a change.");

    public static final Watched STREAMS = watched("cruddur_streams_open", "Open event streams.");
    public static final Watched MOST_STREAMS =
            watched("cruddur_streams_limit", "Event streams that may be open at once (CRUDDUR_MAX_STREAMS).");
    public static final Counter STREAMS_REFUSED =
            counter("cruddur_streams_refused_total", "Event streams refused because there was no room.");
    public static final Counter STREAMS_OUTRUN =
            counter("cruddur_streams_outrun_total", "Event streams ended because their readers did not keep up.");

    public static final Histogram NOTICE_LAG = histogram(
            "cruddur_notice_lag_seconds", "From a change's being told to its being heard here, by PostgreSQL's clock.");
    public static final Watched LISTENER_SILENCE =
            watched("cruddur_listener_silence_seconds", "Since the listener last heard from PostgreSQL.");
    public static final Counter LISTENER_RECONNECTS =
            counter("cruddur_listener_reconnects_total", "How often the listener lost PostgreSQL and found it again.");
    public static final Watched TELLING_LAG = watched(
            "cruddur_telling_lag_seconds",
            "For how long the oldest change has waited that other nodes are not told of.");
    public static final Counter TELLING_LOST =
            counter("cruddur_telling_lost_total", "Committed changes that will not be told: too many waited.");

    public static final Watched PURGE_LAG =
            watched("cruddur_purge_lag_seconds", "How late the purge was, when it last purged something.");
    public static final Watched PURGE_SILENCE =
            watched("cruddur_purge_silence_seconds", "Since the purge last succeeded, if only to find nothing.");
    public static final Counter PURGED = counter("cruddur_purged_total", "Expired cruds that this node deleted.");

    public static final Counter RATE_LIMITED =
            counter("cruddur_rate_limited_total", "Requests refused with 429, by what was counted.", "kind");
    /** What clients broke off: {@code body}, a request's body; {@code response}, a response they did not take. */
    public static final Counter CLIENT_ABORTS = counter(
            "cruddur_client_aborts_total", "Requests whose client closed the connection or was too slow.", "part");

    public static final Watched BODIES_INCOMPLETE =
            watched("cruddur_bodies_incomplete", "Request bodies that have not arrived completely.");

    public static final Counter TOKENS =
            counter("cruddur_tokens_total", "Bearer tokens, by what came of them.", "outcome");
    public static final Counter ISSUER_KEYS = counter(
            "cruddur_issuer_key_fetches_total", "Fetches of the token issuer's keys, by what came of them.", "outcome");
    public static final Counter IDEMPOTENCY =
            counter("cruddur_idempotency_total", "Requests with an Idempotency-Key, by what came of them.", "outcome");

    /** 1 from when this node was told to stop: it refuses new work and finishes what it has. */
    public static final Gauge DRAINING = Gauge.builder()
            .name("cruddur_draining")
            .help("1 while this node finishes what it has and takes nothing new.")
            .register(REGISTRY);

    private static final Info BUILD = Info.builder()
            .name("cruddur_build_info")
            .help("Which version runs here.")
            .labelNames("version")
            .register(REGISTRY);

    static {
        watched("cruddur_http_requests_in_flight", "Requests being answered; open streams are not.")
                .is(IN_FLIGHT::doubleValue);
        fromTheStart(DATABASE_ERRORS, DATABASE_ERROR_KINDS);
        fromTheStart(FEED_CACHE, "hit", "waited", "miss", "standing_aside");
        fromTheStart(GUEST_READS, "standby", "primary");
        fromTheStart(RATE_LIMITED, "read", "write", "sign_in_failure");
        fromTheStart(TOKENS, "valid", "expired", "invalid", "unverifiable");
        fromTheStart(ISSUER_KEYS, "fetched", "failed");
        fromTheStart(IDEMPOTENCY, "new", "replayed", "reused");
        // Not all that the library has: what it counts of allocations listens to the garbage collectors for good.
        JvmMemoryMetrics.builder().register(REGISTRY);
        JvmGarbageCollectorMetrics.builder().register(REGISTRY);
        JvmThreadsMetrics.builder().register(REGISTRY);
        JvmClassLoadingMetrics.builder().register(REGISTRY);
        JvmBufferPoolMetrics.builder().register(REGISTRY);
        JvmRuntimeInfoMetric.builder().register(REGISTRY);
        ProcessMetrics.builder().register(REGISTRY);
    }

    private Metrics() {}

    /** Says which version runs here. */
    public static void version(String version) {
        BUILD.setLabelValues(version);
    }

    /** @param kind one of {@code DatabaseErrors.kind}'s */
    public static void databaseError(String kind) {
        DATABASE_ERRORS.labelValues(kind).inc();
    }

    /** Where the times of a read of {@code db/sql} go. */
    public static DistributionDataPoint query(String name) {
        return QUERIES.labelValues(name);
    }

    public static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** The type of what {@link #write} writes. */
    public static String contentType() {
        return TEXT.getContentType();
    }

    /** All of it, in Prometheus's text format. */
    public static void write(OutputStream out) throws IOException {
        TEXT.write(out, REGISTRY.scrape());
    }

    private static void fromTheStart(Counter counter, String... labels) {
        for (String label : labels) {
            counter.initLabelValues(label);
        }
    }

    // Without exemplars: they take samples on a thread of their own.
    private static Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(REGISTRY);
    }

    private static Histogram histogram(String name, String help, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(REGISTRY);
    }

    private static Watched watched(String name, String help) {
        return new Watched(name, help, REGISTRY);
    }
}
