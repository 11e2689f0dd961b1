package app.cruddur;

import app.cruddur.config.Configuration;
import app.cruddur.http.GracefulShutdown;
import app.cruddur.observability.JsonLogHandler;
import app.cruddur.observability.Metrics;
import app.cruddur.observability.RequestPath;
import app.cruddur.observability.Routes;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.PoolerCheck;
import app.cruddur.persistence.PrimaryMonitor;
import app.cruddur.persistence.migration.SchemaMigration;
import app.cruddur.security.AuthenticationMode;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.beans.Introspector;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Start-up and shutdown of the application. Start-up validates the configuration, migrates the schema, registers the queries and starts the
 * background tasks; an error fails the deployment.
 */
@WebListener
public class Startup implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(Startup.class.getName());

    @Inject
    private AuthenticationMode authentication;

    @Inject
    private PrimaryMonitor primaryMonitor;

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private BackgroundTasks backgroundTasks;

    @Inject
    private GracefulShutdown shutdown;

    private final AtomicBoolean sigtermReceived = new AtomicBoolean();
    private SigtermHandler sigtermHandler;
    private Optional<JsonLogHandler> jsonLog = Optional.empty();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            Configuration.current().validate();
            jsonLog = JsonLogHandler.install();
            LOG.info(() -> "Configuration: " + Configuration.current().describe());
            Metrics.version(ApplicationVersion.read(event.getServletContext()));
            addRoutesOfServlets(event.getServletContext());
            authentication.logConfiguration();
            primaryMonitor.start();
            PoolerCheck.run();
            SchemaMigration.fromEnvironment().run();
            queries.register(event.getServletContext());
            backgroundTasks.start();
            sigtermHandler = SigtermHandler.install(this::shutDownGracefully);
        } catch (RuntimeException e) {
            // The servers log the cause among many lines of their own; this line makes it easy to find.
            LOG.severe(() -> "Cruddur does not start: " + rootCauseMessage(e));
            primaryMonitor.stop();
            jsonLog.ifPresent(JsonLogHandler::uninstall);
            throw e;
        }
    }

    private static void addRoutesOfServlets(ServletContext war) {
        war.getServletRegistrations().values().stream()
                .flatMap(servlet -> servlet.getMappings().stream())
                .filter(path -> RequestPath.isApi(path) && !path.endsWith("*"))
                .forEach(Routes::add);
    }

    private static String rootCauseMessage(Throwable thrown) {
        return thrown.getCause() == null ? thrown.getMessage() : rootCauseMessage(thrown.getCause());
    }

    /** Graceful shutdown on SIGTERM, before the server stops; a second SIGTERM skips the rest of the delay. */
    private void shutDownGracefully() {
        if (!sigtermReceived.compareAndSet(false, true)) {
            shutdown.skipDelay();
            return;
        }
        Duration delay = GracefulShutdown.delay();
        LOG.info(() ->
                "SIGTERM: the health check returns 503, and in " + delay.toSeconds() + " s new requests are refused");
        try {
            shutdown.begin(delay);
            backgroundTasks.endStreams();
            shutdown.rejectRequests(delay);
            LOG.info("Graceful shutdown complete: stopping");
        } catch (InterruptedException e) {
            LOG.warning("Graceful shutdown interrupted: stopping at once");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (sigtermHandler != null) {
            sigtermHandler.uninstall();
        }
        backgroundTasks.stop();
        primaryMonitor.stop();
        clearJdkCaches();
        // Last, because the components that stop above may still log.
        jsonLog.ifPresent(JsonLogHandler::uninstall);
    }

    /**
     * Clears JDK caches that would keep the WAR's classes in memory after undeployment: the {@link Introspector}'s, which holds classes that
     * Liquibase inspected as beans, and, on Java 17, one that holds the record whose {@code equals} was generated last.
     */
    private static void clearJdkCaches() {
        Introspector.flushCaches();
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), "equals", MethodHandle.class, String.class, "");
        } catch (Throwable e) {
            LOG.fine(() -> "The JDK may keep this WAR in memory until it generates equals for another record: " + e);
        }
    }
}
