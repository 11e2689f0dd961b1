package app.cruddur.message;

import app.cruddur.http.Paging;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.user.Authenticated;
import app.cruddur.user.CurrentUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** {@code /api/message_groups}: the caller's conversations. */
@Path("message_groups")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessageGroupResource {

    @Inject
    private CurrentUser caller;

    @Inject
    private NamedNativeQueries queries;

    @GET
    @Authenticated
    public Response ofCaller(@BeanParam Paging paging) {
        String user = caller.required().uuid().toString();
        return paging.response(queries.page("message_groups/user", paging.request(), Map.of("user_uuid", user)));
    }
}
