package app.cruddur;

import app.cruddur.http.ApiException;
import app.cruddur.http.GracefulShutdown;
import app.cruddur.persistence.DatabaseHealth;
import app.cruddur.security.Authentication;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Whether this server can serve: 200 while its database answers and it is not about to stop, else 503; and what whoever runs it should know. */
@Path("health-check")
@Produces(MediaType.APPLICATION_JSON)
public class HealthCheckResource {

    @Inject
    private DatabaseHealth database;

    @Inject
    private Authentication authentication;

    @Inject
    private GracefulShutdown draining;

    @Inject
    private BackgroundTasks live;

    @Context
    private ServletContext war;

    @GET
    public String check() {
        if (draining.isAnnounced()) {
            throw ApiException.unavailable("draining");
        }
        live.failedTask().ifPresent(task -> {
            throw ApiException.unavailable(task + "_not_running");
        });
        return database.check(Release.version(war), authentication.isOpen() ? "auth_open" : "");
    }
}
