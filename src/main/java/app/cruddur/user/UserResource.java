package app.cruddur.user;

import app.cruddur.http.ApiException;
import app.cruddur.http.Paging;
import app.cruddur.http.SearchTerm;
import app.cruddur.persistence.NamedNativeQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /api/users}: users, recently active users and the search for users. */
@Path("users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    @Inject
    private UserService users;

    @Inject
    private AccountService accounts;

    @Inject
    private CurrentUser caller;

    @Inject
    private NamedNativeQueries queries;

    /** @param term words of a name or handle; without it, the recently active users are listed */
    @GET
    public String list(
            @QueryParam("term") String term, @QueryParam("handles") String handles, @BeanParam Paging paging) {
        if (term != null) {
            return queries.list("users/search", Map.of("limit", paging.limit(), "term", SearchTerm.valid(term)));
        }
        return handles == null
                ? queries.list("users/recently-active", Map.of("limit", paging.limit()))
                : queries.list("users/named", Map.of("handles", stored(handles)));
    }

    @GET
    @Path("@{handle}")
    public String profile(@PathParam("handle") String handle) {
        return user("users/profile", handle);
    }

    @GET
    @Path("@{handle}/short")
    public String names(@PathParam("handle") String handle) {
        return user("users/short", handle);
    }

    @GET
    @Path("@{handle}/feed.atom")
    @Produces(AtomFeed.MEDIA_TYPE)
    public String atom(@PathParam("handle") String handle, @Context UriInfo uri) {
        String api = uri.getBaseUri().getRawPath();
        return AtomFeed.of(user("users/atom", handle), api.substring(0, api.length() - "api/".length()));
    }

    @GET
    @Authenticated
    @Path("me")
    public String own() {
        return user("users/me", caller.required().handle());
    }

    @DELETE
    @Authenticated
    @Path("me")
    public void delete() {
        accounts.delete(caller.required());
    }

    @GET
    @Authenticated
    @Path("me/export")
    public Response export() {
        User user = caller.required();
        StreamingOutput body = out -> accounts.export(user, out);
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cruddur-" + user.handle() + ".json\"")
                .build();
    }

    @PUT
    @Authenticated
    @Path("me")
    @Consumes(MediaType.APPLICATION_JSON)
    public String replace(UpdateProfileRequest profile) {
        User user = caller.required();
        users.replace(user, profile);
        return user("users/me", user.handle());
    }

    private static String stored(String handles) {
        return Stream.of(handles.split(","))
                .flatMap(handle -> Handle.stored(handle).stream())
                .collect(Collectors.joining(","));
    }

    private String user(String query, String text) {
        return Handle.stored(text)
                .flatMap(handle -> queries.object(query, Map.of("handle", handle)))
                .orElseThrow(() -> ApiException.notFound("user_not_found"));
    }
}
