package app.cruddur.database;

import app.cruddur.operations.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reads of feeds for callers who cannot have written anything: from a standby, if {@code READ_CONNECTION_URL} names one and it lacks no
 * more than a second; else, and whenever that fails, from the primary as {@link JsonQueries} has them.
 */
@ApplicationScoped
public class GuestQueries {

    @Inject
    private JsonQueries queries;

    @Inject
    private Standbys standbys;

    private final Map<String, JdbcRead> reads = new ConcurrentHashMap<>();

    /** As {@link JsonQueries#page}; the page says how much of the last second it may lack. */
    public JsonPage page(String name, PageRequest request, Map<String, ?> parameters) {
        return fromStandby(name, request.with(parameters))
                .map(reading -> JsonPage.of(reading.columns(), reading.lag()))
                .orElseGet(() -> queries.page(name, request, parameters));
    }

    /** As {@link JsonQueries#list}. */
    public String list(String name, Map<String, ?> parameters) {
        return fromStandby(name, parameters)
                .map(reading -> (String) reading.columns()[0])
                .orElseGet(() -> queries.list(name, parameters));
    }

    private Optional<Standbys.Reading> fromStandby(String name, Map<String, ?> parameters) {
        if (!standbys.areThere()) {
            return Optional.empty();
        }
        // The first variant is the one for guests.
        JdbcRead read = reads.computeIfAbsent(
                name, each -> JdbcRead.of(SqlTemplate.load(each).get(0)));
        Optional<Standbys.Reading> reading = standbys.read(read, parameters);
        Metrics.GUEST_READS
                .labelValues(reading.isPresent() ? "standby" : "primary")
                .inc();
        return reading;
    }
}
