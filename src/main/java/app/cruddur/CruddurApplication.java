package app.cruddur;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The root of the HTTP API: everything of {@code openapi.yaml} lies under {@code /api}. */
@ApplicationPath("api")
public class CruddurApplication extends Application {

    /** Jersey would describe the API at {@code application.wadl}, and add the request's {@code Host} to a relative {@code Location}. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl",
                true,
                "jersey.config.server.headers.location.relative.resolution.disabled",
                true);
    }
}
