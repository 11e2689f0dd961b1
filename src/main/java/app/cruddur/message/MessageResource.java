package app.cruddur.message;

import app.cruddur.database.JsonPage;
import app.cruddur.http.ApiError;
import app.cruddur.http.EntityTagFilter;
import app.cruddur.http.EntityTags;
import app.cruddur.http.Paging;
import app.cruddur.identity.CurrentUser;
import app.cruddur.identity.SignedIn;
import app.cruddur.user.User;
import app.cruddur.user.Users;
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

/** {@code /api/messages}: the caller's own conversations. */
@Path("messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {

    @Inject
    private Messages messages;

    @Inject
    private Users users;

    @Inject
    private CurrentUser caller;

    @Inject
    private HttpServletRequest request;

    @GET
    @SignedIn
    @Path("{message_group_uuid}")
    public Response inGroup(@PathParam("message_group_uuid") String group, @BeanParam Paging paging) {
        return paging.response(messages.inGroup(group, caller.required(), paging.request(), this::isSent));
    }

    @GET
    @SignedIn
    @Path("@{handle}")
    public Response with(@PathParam("handle") String handle, @BeanParam Paging paging) {
        User reader = caller.required();
        User other = users.byHandle(handle).orElseThrow(() -> ApiError.notFound("user_not_found"));
        return paging.response(messages.with(other, reader, paging.request(), this::isSent));
    }

    @POST
    @SignedIn
    @Consumes(MediaType.APPLICATION_JSON)
    public String send(NewMessage message) {
        return messages.send(caller.required(), message);
    }

    /** Whether the response has the page as its body: not for HEAD, and not with 304. */
    private boolean isSent(JsonPage page) {
        return request.getMethod().equals(HttpMethod.GET)
                && !EntityTags.isHeld(EntityTagFilter.tag(page.json().getBytes(StandardCharsets.UTF_8)), request);
    }
}
