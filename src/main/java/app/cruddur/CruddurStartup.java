package app.cruddur;

import app.cruddur.database.JsonQueries;
import app.cruddur.database.SchemaMigration;
import app.cruddur.database.Standbys;
import app.cruddur.http.RateLimits;
import app.cruddur.identity.Authentication;
import app.cruddur.live.Live;
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
    private Standbys standbys;

    @Inject
    private JsonQueries queries;

    @Inject
    private Live live;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            authentication.announce();
            RateLimits.check();
            standbys.announce();
            SchemaMigration.fromEnvironment().run();
            queries.register(event.getServletContext());
            live.start();
        } catch (RuntimeException e) {
            // The servers bury it among their own words.
            LOG.severe(() -> "Cruddur does not start: " + reason(e));
            throw e;
        }
    }

    private static String reason(Throwable thrown) {
        return thrown.getCause() == null ? thrown.getMessage() : reason(thrown.getCause());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        live.stop();
    }
}
