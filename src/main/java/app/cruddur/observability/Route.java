package app.cruddur.observability;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the times of one path's requests go, by method and status; found once, for this is done for every request. */
final class Route {

    /** What a client invents is one more. */
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS");

    private static final int STATUSES = 1000;

    private final String template;
    private final Map<Integer, DistributionDataPoint> times = new ConcurrentHashMap<>();

    Route(String template) {
        this.template = template;
    }

    String template() {
        return template;
    }

    void took(String method, int status, long nanos) {
        int place = METHODS.indexOf(method);
        Integer key = place * STATUSES + status;
        DistributionDataPoint point = times.get(key);
        if (point == null) {
            point = Metrics.REQUESTS.labelValues(template, place < 0 ? "other" : method, String.valueOf(status));
            times.put(key, point);
        }
        point.observe(Metrics.seconds(nanos));
    }
}
