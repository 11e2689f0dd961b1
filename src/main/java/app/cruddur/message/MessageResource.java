package app.cruddur.message;

import app.cruddur.http.ApiException;
import app.cruddur.http.Paging;
import app.cruddur.user.Authenticated;
import app.cruddur.user.CurrentUser;
import app.cruddur.user.User;
import app.cruddur.user.UserRepository;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/messages}: the caller's own conversations. */
@Path("messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {

    @Inject
    private MessageService messages;

    @Inject
    private UserRepository users;

    @Inject
    private CurrentUser caller;

    @GET
    @Authenticated
    @Path("{message_group_uuid}")
    public Response inGroup(@PathParam("message_group_uuid") String group, @BeanParam Paging paging) {
        return paging.response(messages.inGroup(group, caller.required(), paging.request()));
    }

    @GET
    @Authenticated
    @Path("@{handle}")
    public Response with(@PathParam("handle") String handle, @BeanParam Paging paging) {
        User reader = caller.required();
        User other = users.byHandle(handle).orElseThrow(() -> ApiException.notFound("user_not_found"));
        return paging.response(messages.with(other, reader, paging.request()));
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    public String send(SendMessageRequest message) {
        return messages.send(caller.required(), message);
    }
}
