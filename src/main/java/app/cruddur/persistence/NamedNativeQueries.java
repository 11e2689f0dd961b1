package app.cruddur.persistence;

import app.cruddur.observability.Metrics;
import app.cruddur.observability.SlowQueryLog;
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
import java.util.UUID;

/**
 * Runs the SQL templates. Each {@code .sql} file in {@code db/sql/} is wrapped once so that PostgreSQL returns JSON, and registered as a
 * named native query. The text that PostgreSQL returns is the response body.
 */
@ApplicationScoped
@Bulkhead(logSlowCalls = false)
public class NamedNativeQueries {

    private static final String FOLDER = "/WEB-INF/classes/db/sql/";

    @PersistenceUnit
    private EntityManagerFactory entityManagers;

    @PersistenceContext
    private EntityManager entityManager;

    private final Map<String, RegisteredTemplate> templates = new HashMap<>();

    /** A template, and the metric that records its durations. */
    private record RegisteredTemplate(SqlTemplate template, DistributionDataPoint durations) {}

    /** Registers all templates of the WAR. Called once, before the first request. */
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
                    templates.put(template.name(), new RegisteredTemplate(template, Metrics.query(template.name())));
                }
            }
        }
    }

    /** Runs a template that returns a JSON object; empty when there is no row. */
    public Optional<String> object(String name, Map<String, ?> parameters) {
        return object(name, Optional.empty(), parameters);
    }

    /**
     * Runs a template that returns a JSON object, a read or a write; empty when there is no row. Without a transaction, a write is committed
     * with its statement.
     *
     * @param reader the signed-in user, for whom a flagged template adds {@code liked} and {@code reposted}
     */
    public Optional<String> object(String name, Optional<UUID> reader, Map<String, ?> parameters) {
        return rows(name, reader, parameters).stream().findFirst().map(String.class::cast);
    }

    /** Runs a template that returns a JSON array. */
    public String list(String name, Map<String, ?> parameters) {
        return (String) rows(name, Optional.empty(), parameters).get(0);
    }

    /**
     * Runs a template that returns a page.
     *
     * @param parameters the template's parameters, without those of the page request
     */
    public Page page(String name, PageRequest request, Map<String, ?> parameters) {
        return page(name, Optional.empty(), request, parameters);
    }

    /**
     * Runs a template that returns a page.
     *
     * @param reader the signed-in user, for whom a flagged template adds {@code liked} and {@code reposted}
     * @param parameters the template's parameters, without those of the page request
     */
    public Page page(String name, Optional<UUID> reader, PageRequest request, Map<String, ?> parameters) {
        Object[] row = (Object[]) rows(name, reader, request.with(parameters)).get(0);
        return Page.of(row);
    }

    private List<?> rows(String name, Optional<UUID> reader, Map<String, ?> parameters) {
        RegisteredTemplate registered = templates.get(reader.isPresent() ? SqlTemplate.forReader(name) : name);
        SqlTemplate template = registered.template();
        long start = System.nanoTime();
        try {
            Query query = entityManager.createNamedQuery(template.name());
            for (int i = 0; i < template.parameters().size(); i++) {
                String parameter = template.parameters().get(i);
                boolean isReader = reader.isPresent() && parameter.equals("reader");
                query.setParameter(i + 1, isReader ? reader.get().toString() : parameters.get(parameter));
            }
            return query.getResultList();
        } finally {
            long nanos = System.nanoTime() - start;
            registered.durations().observe(Metrics.seconds(nanos));
            SlowQueryLog.took(template.name(), nanos);
        }
    }
}
