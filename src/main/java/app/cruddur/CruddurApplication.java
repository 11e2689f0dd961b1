package app.cruddur;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The root of the HTTP API: all paths of {@code openapi.yaml} are below {@code /api}. */
@ApplicationPath("api")
public class CruddurApplication extends Application {

    /**
     * Switches off two defaults of Jersey: a description of the API at {@code application.wadl}, and relative {@code Location} headers made
     * absolute with the request's {@code Host}.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl",
                true,
                "jersey.config.server.headers.location.relative.resolution.disabled",
                true);
    }
}
