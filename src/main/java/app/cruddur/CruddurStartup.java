package app.cruddur;

import app.cruddur.database.JsonQueries;
import app.cruddur.database.SchemaMigration;
import app.cruddur.http.RateLimits;
import app.cruddur.identity.Authentication;
import app.cruddur.live.Live;
import app.cruddur.operations.JsonLog;
import app.cruddur.operations.Metrics;
import app.cruddur.operations.MetricsAccess;
import app.cruddur.operations.SlowQueries;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Logger;

/** What has to be right before the first request: configuration, schema, queries. Anything wrong here fails the deployment. */
@WebListener
public class CruddurStartup implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(CruddurStartup.class.getName());

    @Inject
    private Authentication authentication;

    @Inject
    private JsonQueries queries;

    @Inject
    private Live live;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            JsonLog.install();
            SlowQueries.check();
            MetricsAccess.fromEnvironment();
            Metrics.version(Release.version(event.getServletContext()));
            authentication.announce();
            RateLimits.check();
            SchemaMigration.fromEnvironment().run();
            queries.register(event.getServletContext());
            live.start();
        } catch (RuntimeException e) {
            // The servers bury it among their own words.
            LOG.severe(() -> "Cruddur does not start: " + reason(e));
            JsonLog.remove();
            throw e;
        }
    }

    private static String reason(Throwable thrown) {
        return thrown.getCause() == null ? thrown.getMessage() : reason(thrown.getCause());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        live.stop();
        // The last: what else ends may still have something to say.
        JsonLog.remove();
    }
}
