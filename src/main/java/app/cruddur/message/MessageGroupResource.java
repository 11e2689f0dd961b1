package app.cruddur.message;

import app.cruddur.expiry.ChangeTimeToLiveRequest;
import app.cruddur.http.ApiException;
import app.cruddur.http.Paging;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.user.Authenticated;
import app.cruddur.user.CurrentUser;
import app.cruddur.user.User;
import app.cruddur.user.UserRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** {@code /api/message_groups}: the caller's conversations. */
@Path("message_groups")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessageGroupResource {

    /** Path segment of a conversation's UUID, valid or not, excluding {@code @{handle}}, so that other methods are 405 instead of 404. */
    private static final String UUID_SEGMENT = "{message_group_uuid: (?!@[^/])[^/]+}";

    @Inject
    private MessageGroupService groups;

    @Inject
    private UserRepository users;

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

    @GET
    @Authenticated
    @Path("@{handle}")
    public String with(@PathParam("handle") String handle) {
        User reader = caller.required();
        User other = users.byHandle(handle).orElseThrow(() -> ApiException.notFound("user_not_found"));
        return groups.settings(reader, other);
    }

    @PUT
    @Authenticated
    @Path(UUID_SEGMENT)
    @Consumes(MediaType.APPLICATION_JSON)
    public String changeTimeToLive(@PathParam("message_group_uuid") String group, ChangeTimeToLiveRequest ttl) {
        return groups.changeTimeToLive(group, caller.required(), ttl);
    }
}
