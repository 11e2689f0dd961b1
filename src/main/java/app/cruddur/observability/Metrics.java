package app.cruddur.observability;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * All metrics of this node; {@code docs/operations.md} describes them. They belong to the deployment, not to the JVM: nothing here starts a
 * thread or registers a listener with a platform MXBean, because these would outlive an undeployment (docs/adr/0026).
 */
public final class Metrics {

    /** Label values of {@link #DATABASE_ERRORS}; each starts at zero, so that its series exists before the first error. */
    static final String[] DATABASE_ERROR_KINDS = {
        "refused", "timeout", "broken", "terminated", "not_accepting", "authentication", "too_many_connections",
        "pool_exhausted", "statement_timeout", "lock_timeout", "conflict", "constraint", "read_only", "disk_full",
        "system_error", "other"
    };

    private static final double[] BUCKET_BOUNDS_SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private static final PrometheusRegistry REGISTRY = new PrometheusRegistry();
    private static final PrometheusTextFormatWriter TEXT_FORMAT =
            PrometheusTextFormatWriter.builder().build();

    static final Histogram REQUESTS = histogram(
            "cruddur_http_request_duration_seconds",
            "Duration of requests; for a stream, until it was open.",
            "route",
            "method",
            "status");

    static final LongAdder IN_FLIGHT = new LongAdder();

    public static final Histogram POOL_WAIT =
            histogram("cruddur_pool_wait_seconds", "Time that calls waited for a connection of the pool.");

    private static final Histogram QUERIES = histogram(
            "cruddur_database_query_duration_seconds", "Duration of the queries in db/sql, by name.", "query");

    public static final CallbackGauge POOL_SIZE =
            callbackGauge("cruddur_pool_size", "Connections that may be in use at once (CRUDDUR_POOL_SIZE).");
    public static final CallbackGauge POOL_IN_USE = callbackGauge("cruddur_pool_in_use", "Connections in use.");
    public static final CallbackGauge POOL_WAITING =
            callbackGauge("cruddur_pool_waiting", "Calls that wait for a connection of the pool.");

    public static final Counter CONNECTIONS_OPENED =
            counter("cruddur_database_connections_opened_total", "Connections opened to PostgreSQL.");
    private static final Counter DATABASE_ERRORS = counter(
            "cruddur_database_errors_total",
            "Requests and background tasks' statements that failed because of the database, by kind.",
            "kind");
    static final Counter SLOW =
            counter("cruddur_database_slow_total", "Queries slower than CRUDDUR_SLOW_QUERY_MS; each is logged.");

    /**
     * Requests for first pages of feeds, by result: {@code hit}; {@code waited} for a concurrent request that was reading the same page;
     * {@code miss}; {@code standing_aside} when the cache was bypassed because the event listener was disconnected.
     */
    public static final Counter FEED_CACHE =
            counter("cruddur_feed_cache_requests_total", "Requests for first pages of feeds, by result.", "result");

    public static final Counter FEED_CACHE_DROPS =
            counter("cruddur_feed_cache_drops_total", "Invalidations of all cached pages by a change.");

    public static final CallbackGauge STREAMS = callbackGauge("cruddur_streams_open", "Open event streams.");
    public static final CallbackGauge STREAMS_LIMIT =
            callbackGauge("cruddur_streams_limit", "Event streams that may be open at once (CRUDDUR_MAX_STREAMS).");
    public static final Counter STREAMS_REFUSED =
            counter("cruddur_streams_refused_total", "Event streams refused because CRUDDUR_MAX_STREAMS were open.");
    public static final Counter STREAMS_REFUSED_TO_CALLER = counter(
            "cruddur_streams_caller_refused_total",
            "Event streams refused because their caller had too many (CRUDDUR_MAX_STREAMS_PER_CALLER).");
    public static final Counter STREAMS_TOO_SLOW =
            counter("cruddur_streams_outrun_total", "Event streams closed because their clients read too slowly.");

    public static final Histogram EVENT_LAG = histogram(
            "cruddur_notice_lag_seconds",
            "Time from the publication of an event to its receipt on this node, by PostgreSQL's clock.");
    public static final CallbackGauge LISTENER_SILENCE =
            callbackGauge("cruddur_listener_silence_seconds", "Time since the listener last read the event log.");
    public static final Counter LISTENER_RECONNECTS =
            counter("cruddur_listener_reconnects_total", "Reconnects of the listener after a lost connection.");
    public static final CallbackGauge PUBLISHER_LAG = callbackGauge(
            "cruddur_telling_lag_seconds", "Age of the oldest committed change that is not published yet.");
    public static final Counter EVENTS_LOST = counter(
            "cruddur_telling_lost_total",
            "Committed changes that were not published because the queue was full or the server stopped.");

    public static final CallbackGauge PURGE_LAG = callbackGauge(
            "cruddur_purge_lag_seconds", "How late the purge deleted the oldest crud or message of its latest batch.");
    public static final CallbackGauge PURGE_SILENCE = callbackGauge(
            "cruddur_purge_silence_seconds",
            "Time since the purge last succeeded, even if there was nothing to delete.");
    public static final Counter PURGED =
            counter("cruddur_purged_total", "Expired cruds and messages that this node deleted.");

    public static final Counter TASK_RESTARTS = counter(
            "cruddur_background_task_restarts_total",
            "Restarts of background tasks that ended unexpectedly, by task.",
            "task");
    public static final Gauge TASK_RUNNING = gauge(
            "cruddur_background_task_running",
            "1 while a background task (listener, publisher, purge) is running, 0 while it waits to be restarted.",
            "task");

    public static final Counter RATE_LIMITED =
            counter("cruddur_rate_limited_total", "Requests refused with 429, by kind of limit.", "kind");
    /** Aborts by clients, by part: {@code body}, while sending a request body; {@code response}, while receiving a response. */
    public static final Counter CLIENT_ABORTS = counter(
            "cruddur_client_aborts_total", "Requests whose client closed the connection or was too slow.", "part");

    public static final CallbackGauge BODIES_INCOMPLETE =
            callbackGauge("cruddur_bodies_incomplete", "Request bodies that have not arrived completely.");

    public static final Counter TOKENS =
            counter("cruddur_tokens_total", "Bearer tokens, by outcome of the verification.", "outcome");
    public static final Counter ISSUER_KEYS =
            counter("cruddur_issuer_key_fetches_total", "Fetches of the token issuer's keys, by outcome.", "outcome");
    public static final Counter IDEMPOTENCY =
            counter("cruddur_idempotency_total", "Requests with an Idempotency-Key, by outcome.", "outcome");

    public static final Gauge DRAINING = gauge("cruddur_draining", "1 once graceful shutdown has begun, otherwise 0.");

    private static final Info BUILD = Info.builder()
            .name("cruddur_build_info")
            .help("Version of the application.")
            .labelNames("version")
            .register(REGISTRY);

    static {
        callbackGauge("cruddur_http_requests_in_flight", "Requests in progress, excluding open streams.")
                .setCallback(IN_FLIGHT::doubleValue);
        initializeAtZero(DATABASE_ERRORS, DATABASE_ERROR_KINDS);
        initializeAtZero(TASK_RESTARTS, "listener", "publisher", "purge");
        initializeAtZero(FEED_CACHE, "hit", "waited", "miss", "standing_aside");
        initializeAtZero(RATE_LIMITED, "read", "write", "sign_in_failure");
        initializeAtZero(TOKENS, "valid", "expired", "invalid", "unverifiable");
        initializeAtZero(ISSUER_KEYS, "fetched", "failed");
        initializeAtZero(IDEMPOTENCY, "new", "replayed", "reused");
        JvmMetrics.register(REGISTRY);
    }

    private Metrics() {}

    /** Sets the version of the application. */
    public static void version(String version) {
        BUILD.setLabelValues(version);
    }

    /** @param kind a value that {@code DatabaseErrors.kind} returns */
    public static void databaseError(String kind) {
        DATABASE_ERRORS.labelValues(kind).inc();
    }

    /** Returns the data point that records the durations of a query in {@code db/sql}. */
    public static DistributionDataPoint query(String name) {
        return QUERIES.labelValues(name);
    }

    public static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** Media type of the output of {@link #write}. */
    public static String contentType() {
        return TEXT_FORMAT.getContentType();
    }

    /** Writes all metrics in Prometheus's text format. */
    public static void write(OutputStream out) throws IOException {
        TEXT_FORMAT.write(out, REGISTRY.scrape());
    }

    private static void initializeAtZero(Counter counter, String... labels) {
        for (String label : labels) {
            counter.initLabelValues(label);
        }
    }

    // Exemplars are disabled, because the library samples them on a dedicated thread.
    private static Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(REGISTRY);
    }

    private static Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(REGISTRY);
    }

    private static Histogram histogram(String name, String help, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(BUCKET_BOUNDS_SECONDS)
                .withoutExemplars()
                .register(REGISTRY);
    }

    private static CallbackGauge callbackGauge(String name, String help) {
        return new CallbackGauge(name, help, REGISTRY);
    }
}
