package app.cruddur;

import app.cruddur.http.ApiException;
import app.cruddur.http.GracefulShutdown;
import app.cruddur.persistence.DatabaseHealth;
import app.cruddur.security.AuthenticationMode;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/**
 * The health check: 200 while the database answers, all background tasks run and no graceful shutdown has begun; otherwise 503. The body also
 * holds the version and warnings for the operator.
 */
@Path("health-check")
@Produces(MediaType.APPLICATION_JSON)
public class HealthCheckResource {

    @Inject
    private DatabaseHealth database;

    @Inject
    private AuthenticationMode authentication;

    @Inject
    private GracefulShutdown shutdown;

    @Inject
    private BackgroundTasks backgroundTasks;

    @Context
    private ServletContext war;

    @GET
    public String check() {
        if (shutdown.hasBegun()) {
            throw ApiException.unavailable("draining");
        }
        backgroundTasks.failedTask().ifPresent(task -> {
            throw ApiException.unavailable(task + "_not_running");
        });
        return database.check(ApplicationVersion.read(war), authentication.isOpen() ? "auth_open" : "");
    }
}
