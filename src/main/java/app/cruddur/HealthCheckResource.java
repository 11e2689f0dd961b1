package app.cruddur;

import app.cruddur.database.DatabaseHealth;
import app.cruddur.http.ApiError;
import app.cruddur.http.Draining;
import app.cruddur.identity.Authentication;
import app.cruddur.live.Live;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;

/** Whether this server can serve: 200 while its database answers and it is not about to stop, else 503; and what whoever runs it should know. */
@Path("health-check")
@Produces(MediaType.APPLICATION_JSON)
public class HealthCheckResource {

    @Inject
    private DatabaseHealth database;

    @Inject
    private Authentication authentication;

    @Inject
    private Draining draining;

    @Inject
    private Live live;

    @Context
    private ServletContext war;

    @GET
    public String check() throws SQLException {
        if (draining.isAnnounced()) {
            throw ApiError.unavailable("draining");
        }
        live.failedTask().ifPresent(task -> {
            throw ApiError.unavailable(task + "_not_running");
        });
        return database.check(Release.version(war), authentication.isOpen() ? "auth_open" : "");
    }
}
