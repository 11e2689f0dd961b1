package app.cruddur;

import app.cruddur.database.JsonQueries;
import app.cruddur.database.PoolerCheck;
import app.cruddur.database.PrimaryMonitor;
import app.cruddur.database.SchemaMigration;
import app.cruddur.database.Standbys;
import app.cruddur.http.Draining;
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
import java.beans.Introspector;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** What has to be right before the first request: configuration, schema, queries. Anything wrong here fails the deployment. */
@WebListener
public class CruddurStartup implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(CruddurStartup.class.getName());

    @Inject
    private Authentication authentication;

    @Inject
    private PrimaryMonitor primaryMonitor;

    @Inject
    private Standbys standbys;

    @Inject
    private JsonQueries queries;

    @Inject
    private Live live;

    @Inject
    private Draining draining;

    private final AtomicBoolean told = new AtomicBoolean();
    private TermSignal term;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            JsonLog.install();
            SlowQueries.check();
            MetricsAccess.fromEnvironment();
            Metrics.version(Release.version(event.getServletContext()));
            authentication.announce();
            RateLimits.check();
            standbys.announce();
            Draining.delay();
            primaryMonitor.start();
            PoolerCheck.run();
            SchemaMigration.fromEnvironment().run();
            queries.register(event.getServletContext());
            live.start();
            term = TermSignal.before(this::drain);
        } catch (RuntimeException e) {
            // The servers bury it among their own words.
            LOG.severe(() -> "Cruddur does not start: " + reason(e));
            primaryMonitor.stop();
            JsonLog.remove();
            throw e;
        }
    }

    private static String reason(Throwable thrown) {
        return thrown.getCause() == null ? thrown.getMessage() : reason(thrown.getCause());
    }

    /** What SIGTERM brings before it stops the server. */
    private void drain() {
        if (!told.compareAndSet(false, true)) {
            draining.hurry();
            return;
        }
        Duration delay = Draining.delay();
        LOG.info(() ->
                "Told to stop: the health check says so, and in " + delay.toSeconds() + " s nothing new is begun");
        try {
            draining.announce(delay);
            live.endStreams();
            draining.refuse(delay);
            LOG.info("Nothing is in flight: stopping");
        } catch (InterruptedException e) {
            LOG.warning("Stopping at once");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (term != null) {
            term.release();
        }
        live.stop();
        primaryMonitor.stop();
        letJavaForget();
        // The last: what else ends may still have something to say.
        JsonLog.remove();
    }

    /** Java's own caches would keep all of the WAR: what Liquibase looked up as beans, and the record whose equals was made last (Java 17). */
    private static void letJavaForget() {
        Introspector.flushCaches();
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), "equals", MethodHandle.class, String.class, "");
        } catch (Throwable e) {
            LOG.fine(() -> "Java may keep this WAR until another one's records are compared: " + e);
        }
    }
}
