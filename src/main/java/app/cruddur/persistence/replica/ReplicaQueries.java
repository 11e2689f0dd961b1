package app.cruddur.persistence.replica;

import app.cruddur.observability.Metrics;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.Page;
import app.cruddur.persistence.PageRequest;
import app.cruddur.persistence.SqlTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reads of feeds for callers who cannot have written anything: from a standby, if {@code READ_CONNECTION_URL} names one and it lacks no
 * more than a second; else, and whenever that fails, from the primary as {@link NamedNativeQueries} has them.
 */
@ApplicationScoped
public class ReplicaQueries {

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private ReadReplicas standbys;

    private final Map<String, ReplicaStatement> reads = new ConcurrentHashMap<>();

    /** As {@link NamedNativeQueries#page}; the page says how much of the last second it may lack. */
    public Page page(String name, PageRequest request, Map<String, ?> parameters) {
        return fromStandby(name, request.with(parameters))
                .map(reading -> Page.of(reading.columns(), reading.lag()))
                .orElseGet(() -> queries.page(name, request, parameters));
    }

    /** As {@link NamedNativeQueries#list}. */
    public String list(String name, Map<String, ?> parameters) {
        return fromStandby(name, parameters)
                .map(reading -> (String) reading.columns()[0])
                .orElseGet(() -> queries.list(name, parameters));
    }

    private Optional<ReadReplicas.Reading> fromStandby(String name, Map<String, ?> parameters) {
        if (!standbys.areThere()) {
            return Optional.empty();
        }
        // The first variant is the one for guests.
        ReplicaStatement read = reads.computeIfAbsent(
                name, each -> ReplicaStatement.of(SqlTemplate.load(each).get(0)));
        Optional<ReadReplicas.Reading> reading = standbys.read(read, parameters);
        Metrics.GUEST_READS
                .labelValues(reading.isPresent() ? "standby" : "primary")
                .inc();
        return reading;
    }
}
