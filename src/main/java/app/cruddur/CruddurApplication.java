package app.cruddur;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The root of the HTTP API: everything of {@code openapi.yaml} lies under {@code /api}. */
@ApplicationPath("api")
public class CruddurApplication extends Application {}
