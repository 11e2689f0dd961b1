package app.cruddur.activity;

import app.cruddur.expiry.ChangeTimeToLiveRequest;
import app.cruddur.feed.EncodedPage;
import app.cruddur.feed.PageResponse;
import app.cruddur.http.ApiException;
import app.cruddur.http.IdempotencyKeys;
import app.cruddur.http.Paging;
import app.cruddur.http.SearchTerm;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.Page;
import app.cruddur.user.Authenticated;
import app.cruddur.user.CurrentUser;
import app.cruddur.user.Handle;
import app.cruddur.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code /api/activities}: feeds, cruds, replies, likes and reposts. */
@Path("activities")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ActivityResource {

    /**
     * Path segment of a crud's UUID, valid or not, excluding the literal sibling paths and {@code @{handle}}. Without the exclusion, Jersey
     * and RESTEasy answer 404 instead of 405 for a method that only this template supports.
     */
    private static final String UUID_SEGMENT =
            "{uuid: (?!(?:home|expiring|notifications|search|stream|trends)/?$|@[^/])[^/]+}";

    @Inject
    private ActivityService activities;

    @Inject
    private OwnActivityService ownActivities;

    @Inject
    private ReactionService reactions;

    @Inject
    private FeedService feeds;

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private CurrentUser currentUser;

    @Inject
    private HttpServletRequest request;

    @GET
    @Path("home")
    public Response home(@BeanParam Paging paging) {
        return response(Feed.HOME, paging);
    }

    @GET
    @Path("search")
    public Response search(@QueryParam("term") String term, @BeanParam Paging paging) {
        Map<String, String> words = Map.of("term", SearchTerm.valid(term));
        return paging.response(queries.page("activities/search", reader(), paging.request(), words));
    }

    @GET
    @Path("expiring")
    @Authenticated
    public String expiring(@BeanParam Paging paging) {
        String author = currentUser.required().uuid().toString();
        return queries.list("activities/expiring", Map.of("user_uuid", author, "limit", paging.limit()));
    }

    @GET
    @Path("trends")
    public String trends(@BeanParam Paging paging) {
        return queries.list("activities/trends", Map.of("limit", paging.limit()));
    }

    @GET
    @Path("@{handle}")
    public Response ofUser(@PathParam("handle") String text, @BeanParam Paging paging) {
        String handle = Handle.stored(text).orElseThrow(() -> ApiException.notFound("user_not_found"));
        return response(Feed.ofUser(handle), paging);
    }

    @GET
    @Path(UUID_SEGMENT)
    public String one(@PathParam("uuid") String text) {
        Map<String, String> uuid = Map.of("uuid", parseUuid(text).toString());
        return queries.object("activities/object", reader(), uuid).orElseThrow(ActivityService::notFound);
    }

    @GET
    @Path("{uuid}/replies")
    public Response replies(@PathParam("uuid") String text, @BeanParam Paging paging) {
        Map<String, String> uuid = Map.of("uuid", parseUuid(text).toString());
        Page page = queries.page("activities/replies", reader(), paging.request(), uuid);
        if (page.isEmpty() && queries.object("activities/object", uuid).isEmpty()) {
            throw ActivityService.notFound();
        }
        return paging.response(page);
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(CreateActivityRequest crud, @Context UriInfo uri) {
        return created(activities.publish(crud), uri);
    }

    @POST
    @Authenticated
    @Path("{uuid}/reply")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reply(@PathParam("uuid") String uuid, CreateReplyRequest reply, @Context UriInfo uri) {
        return created(activities.reply(parseUuid(uuid), reply), uri);
    }

    @PATCH
    @Authenticated
    @Path(UUID_SEGMENT)
    @Consumes(MediaType.APPLICATION_JSON)
    public String changeTimeToLive(@PathParam("uuid") String uuid, ChangeTimeToLiveRequest ttl) {
        return ownActivities.changeTimeToLive(parseUuid(uuid), currentUser.required(), ttl);
    }

    @DELETE
    @Authenticated
    @Path(UUID_SEGMENT)
    public void delete(@PathParam("uuid") String uuid) {
        ownActivities.delete(parseUuid(uuid), currentUser.required());
    }

    @PUT
    @Authenticated
    @Path("{uuid}/like")
    public String like(@PathParam("uuid") String uuid) {
        return reactions.add(Reaction.LIKE, parseUuid(uuid), currentUser.required());
    }

    @DELETE
    @Authenticated
    @Path("{uuid}/like")
    public String unlike(@PathParam("uuid") String uuid) {
        return reactions.remove(Reaction.LIKE, parseUuid(uuid), currentUser.required());
    }

    @PUT
    @Authenticated
    @Path("{uuid}/repost")
    public String repost(@PathParam("uuid") String uuid) {
        return reactions.add(Reaction.REPOST, parseUuid(uuid), currentUser.required());
    }

    @DELETE
    @Authenticated
    @Path("{uuid}/repost")
    public String unrepost(@PathParam("uuid") String uuid) {
        return reactions.remove(Reaction.REPOST, parseUuid(uuid), currentUser.required());
    }

    /** The response of {@link FeedServletFilter}, for the requests that it passes on. */
    private Response response(Feed feed, Paging paging) {
        EncodedPage page = feeds.read(feed, paging.request());
        PageResponse answer = PageResponse.of(page, page.next().map(paging::link), request);
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }

    private Optional<UUID> reader() {
        return currentUser.get().map(User::uuid);
    }

    /** Status 200 instead of 201, because the existing front end checks for it. */
    private static Response created(IdempotencyKeys.Created activity, UriInfo uri) {
        // A path without scheme and host, which the client controls; location() would add them.
        return Response.ok(activity.json())
                .header(HttpHeaders.LOCATION, uri.getBaseUri().getRawPath() + "activities/" + activity.uuid())
                .build();
    }

    private static UUID parseUuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ActivityService.notFound();
        }
    }
}
