package app.cruddur.observability;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records the durations of requests for one path template, by method and status. It caches the data points, because it runs for every
 * request.
 */
final class Route {

    /** All other methods are counted as {@code other}, so that clients cannot create metric series. */
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /** Exclusive upper bound of HTTP status codes. */
    private static final int STATUS_LIMIT = 1000;

    private final String template;
    private final Map<Integer, DistributionDataPoint> durations = new ConcurrentHashMap<>();

    Route(String template) {
        this.template = template;
    }

    String template() {
        return template;
    }

    void took(String method, int status, long nanos) {
        int methodIndex = METHODS.indexOf(method);
        Integer key = methodIndex * STATUS_LIMIT + status;
        DistributionDataPoint point = durations.get(key);
        if (point == null) {
            point = Metrics.REQUESTS.labelValues(template, methodIndex < 0 ? "other" : method, String.valueOf(status));
            durations.put(key, point);
        }
        point.observe(Metrics.seconds(nanos));
    }
}
