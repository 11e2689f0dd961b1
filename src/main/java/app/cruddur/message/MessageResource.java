package app.cruddur.message;

import app.cruddur.http.ApiException;
import app.cruddur.http.EntityTags;
import app.cruddur.http.Paging;
import app.cruddur.persistence.Page;
import app.cruddur.user.Authenticated;
import app.cruddur.user.CurrentUser;
import app.cruddur.user.User;
import app.cruddur.user.UserRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** {@code /api/messages}: the messages of the caller's conversations. */
@Path("messages")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {

    @Inject
    private MessageService messages;

    @Inject
    private UserRepository users;

    @Inject
    private CurrentUser caller;

    @Inject
    private HttpServletRequest request;

    @GET
    @Authenticated
    @Path("{message_group_uuid}")
    public Response inGroup(@PathParam("message_group_uuid") String group, @BeanParam Paging paging) {
        return paging.response(messages.inGroup(group, caller.required(), paging.request(), this::isSent));
    }

    @GET
    @Authenticated
    @Path("@{handle}")
    public Response with(@PathParam("handle") String handle, @BeanParam Paging paging) {
        User reader = caller.required();
        User other = users.byHandle(handle).orElseThrow(() -> ApiException.notFound("user_not_found"));
        return paging.response(messages.with(other, reader, paging.request(), this::isSent));
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    public String send(SendMessageRequest message) {
        return messages.send(caller.required(), message);
    }

    /** Whether the response body contains the page: not for HEAD, and not with status 304. */
    private boolean isSent(Page page) {
        return request.getMethod().equals(HttpMethod.GET)
                && !EntityTags.isHeld(EntityTags.of(page.json().getBytes(StandardCharsets.UTF_8)), request);
    }
}
