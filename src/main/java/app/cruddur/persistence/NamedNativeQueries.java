package app.cruddur.persistence;

import app.cruddur.observability.Metrics;
import app.cruddur.observability.SlowQueries;
import app.cruddur.persistence.resilience.Bulkhead;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.Query;
import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reads: each {@code .sql} file of {@code db/sql/}, wrapped once so that PostgreSQL writes the JSON, and registered as a native
 * named query. The text that comes back is the response body.
 */
@ApplicationScoped
@Bulkhead(logSlowCalls = false)
public class NamedNativeQueries {

    private static final String FOLDER = "/WEB-INF/classes/db/sql/";

    @PersistenceUnit
    private EntityManagerFactory entityManagers;

    @PersistenceContext
    private EntityManager entityManager;

    private final Map<String, Registered> templates = new HashMap<>();

    /** A template, and where its times go. */
    private record Registered(SqlTemplate template, DistributionDataPoint times) {}

    /** Registers every template of the WAR; called once, before the first request. */
    public void register(ServletContext war) {
        EclipseLinkRetries.limit(entityManagers);
        register(war, FOLDER);
    }

    private void register(ServletContext war, String folder) {
        for (String path : war.getResourcePaths(folder)) {
            if (path.endsWith("/")) {
                register(war, path);
            } else if (path.endsWith(".sql")) {
                for (SqlTemplate template :
                        SqlTemplate.load(path.substring(FOLDER.length(), path.length() - ".sql".length()))) {
                    entityManagers.addNamedQuery(template.name(), entityManager.createNativeQuery(template.asJson()));
                    templates.put(template.name(), new Registered(template, Metrics.query(template.name())));
                }
            }
        }
    }

    /**
     * The JSON object that the template's row makes, or nothing when there is no row.
     *
     * @param parameters the template's; with {@code reader}, the key of who is signed in, it is told as they are
     */
    public Optional<String> object(String name, Map<String, ?> parameters) {
        return rows(name, parameters).stream().findFirst().map(String.class::cast);
    }

    /** The template's rows as a JSON array. */
    public String list(String name, Map<String, ?> parameters) {
        return (String) rows(name, parameters).get(0);
    }

    /**
     * One page of the template's rows as a JSON array.
     *
     * @param parameters the template's, but for those of the request
     */
    public Page page(String name, PageRequest request, Map<String, ?> parameters) {
        Object[] row = (Object[]) rows(name, request.with(parameters)).get(0);
        return Page.of(row);
    }

    private List<?> rows(String name, Map<String, ?> parameters) {
        Registered registered = templates.get(name);
        if (parameters.containsKey("reader")) {
            registered = templates.getOrDefault(SqlTemplate.forReader(name), registered);
        }
        SqlTemplate template = registered.template();
        long start = System.nanoTime();
        try {
            return query(template, parameters).getResultList();
        } finally {
            long took = System.nanoTime() - start;
            registered.times().observe(Metrics.seconds(took));
            SlowQueries.took(template.name(), took);
        }
    }

    private Query query(SqlTemplate template, Map<String, ?> parameters) {
        Query query = entityManager.createNamedQuery(template.name());
        for (int i = 0; i < template.parameters().size(); i++) {
            query.setParameter(i + 1, parameters.get(template.parameters().get(i)));
        }
        return query;
    }
}
