package app.cruddur.user;

import app.cruddur.security.AuthenticationMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/session}: the server's sign-in method and the current user. */
@Path("session")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    @Inject
    private AuthenticationMode authentication;

    @Inject
    private CurrentUser caller;

    @GET
    public String session() {
        JsonObjectBuilder session = Json.createObjectBuilder().add("auth", authentication.name());
        authentication
                .issuer()
                .ifPresentOrElse(
                        issuer -> session.add("issuer", issuer.name()).add("client_id", issuer.clientId()),
                        () -> session.addNull("issuer").addNull("client_id"));
        return session.add("signed_in", caller.isSignedIn())
                .add("user", caller.getOrRegister().map(SessionResource::json).orElse(JsonValue.NULL))
                .build()
                .toString();
    }

    private static JsonValue json(User user) {
        return Json.createObjectBuilder()
                .add("uuid", user.uuid().toString())
                .add("handle", user.handle())
                .add("display_name", user.displayName())
                .build();
    }
}
