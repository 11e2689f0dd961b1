package app.cruddur;

import app.cruddur.database.JsonQueries;
import app.cruddur.database.SchemaMigration;
import app.cruddur.http.RateLimits;
import app.cruddur.identity.Authentication;
import app.cruddur.live.Live;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** What has to be right before the first request: configuration, schema, queries. Anything wrong here fails the deployment. */
@WebListener
public class CruddurStartup implements ServletContextListener {

    @Inject
    private Authentication authentication;

    @Inject
    private JsonQueries queries;

    @Inject
    private Live live;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        authentication.announce();
        RateLimits.check();
        SchemaMigration.fromEnvironment().run();
        queries.register(event.getServletContext());
        live.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        live.stop();
    }
}
