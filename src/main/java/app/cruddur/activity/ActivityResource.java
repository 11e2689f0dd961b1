package app.cruddur.activity;

import app.cruddur.database.JsonPage;
import app.cruddur.database.JsonQueries;
import app.cruddur.http.ApiError;
import app.cruddur.http.Paging;
import app.cruddur.user.Users;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;

/** {@code /api/activities}: the feeds and the cruds. */
@Path("activities")
@Produces(MediaType.APPLICATION_JSON)
public class ActivityResource {

    @Inject
    private Activities activities;

    @Inject
    private Users users;

    @Inject
    private JsonQueries queries;

    @GET
    @Path("home")
    public Response home(@BeanParam Paging paging) {
        return paging.response(queries.page("activities/home", paging.request(), Map.of()));
    }

    @GET
    @Path("@{handle}")
    public Response ofUser(@PathParam("handle") String text, @BeanParam Paging paging) {
        String handle = Users.handle(text).orElseThrow(() -> ApiError.notFound("user_not_found"));
        JsonPage page = queries.page("activities/user", paging.request(), Map.of("handle", handle));
        if (page.isEmpty() && users.byHandle(handle).isEmpty()) {
            throw ApiError.notFound("user_not_found");
        }
        return paging.response(page);
    }

    @GET
    @Path("{uuid}")
    public String one(@PathParam("uuid") String text) {
        try {
            return activity(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(NewActivity crud, @Context UriInfo uri) {
        UUID uuid = activities.publish(crud);
        return Response.ok(activity(uuid))
                .location(uri.getAbsolutePathBuilder().path(uuid.toString()).build())
                .build();
    }

    private String activity(UUID uuid) {
        return queries.object("activities/object", Map.of("uuid", uuid.toString()))
                .orElseThrow(ActivityResource::notFound);
    }

    private static ApiError notFound() {
        return ApiError.notFound("activity_not_found");
    }
}
