package app.cruddur.activity;

import app.cruddur.database.GuestQueries;
import app.cruddur.database.JsonPage;
import app.cruddur.database.JsonQueries;
import app.cruddur.http.ApiError;
import app.cruddur.http.Paging;
import app.cruddur.identity.CurrentUser;
import app.cruddur.identity.SignedIn;
import app.cruddur.live.FeedCache;
import app.cruddur.user.Users;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonReaderFactory;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code /api/activities}: the feeds, the cruds and what is done to them. */
@Path("activities")
@Produces(MediaType.APPLICATION_JSON)
public class ActivityResource {

    /** Code points of a search term. */
    private static final int MAX_TERM = 100;

    /** {@link Json} itself looks for an implementation at each call. */
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    @Inject
    private Activities activities;

    @Inject
    private Reactions reactions;

    @Inject
    private Users users;

    @Inject
    private JsonQueries queries;

    @Inject
    private GuestQueries guestQueries;

    @Inject
    private CurrentUser currentUser;

    @Inject
    private FeedCache feeds;

    @GET
    @Path("home")
    public Response home(@BeanParam Paging paging) {
        return feed("activities/home", paging, () -> page("activities/home", paging, Map.of()));
    }

    @GET
    @Path("search")
    public Response search(@QueryParam("term") String term, @BeanParam Paging paging) {
        String text = term == null ? "" : term;
        if (text.isBlank()) {
            throw ApiError.unprocessable(List.of("search_term_blank"));
        }
        if (text.codePointCount(0, text.length()) > MAX_TERM) {
            throw ApiError.unprocessable(List.of("search_term_exceed_max_chars"));
        }
        // PostgreSQL has no U+0000: neither has a crud.
        String words = text.replace('\0', ' ');
        return paging.response(page("activities/search", paging, Map.of("term", words)));
    }

    @GET
    @Path("notifications")
    @SignedIn
    public Response notifications(@BeanParam Paging paging) {
        String reader = currentUser.required().uuid().toString();
        return paging.response(queries.page("activities/notifications", paging.request(), Map.of("reader", reader)));
    }

    @GET
    @Path("trends")
    public String trends(@BeanParam Paging paging) {
        Map<String, Integer> limit = Map.of("limit", paging.limit());
        return currentUser.isAnonymous()
                ? guestQueries.list("activities/trends", limit)
                : queries.list("activities/trends", limit);
    }

    @GET
    @Path("@{handle}")
    public Response ofUser(@PathParam("handle") String text, @BeanParam Paging paging) {
        String handle = Users.handle(text).orElseThrow(() -> ApiError.notFound("user_not_found"));
        return feed("activities/@" + handle, paging, () -> {
            JsonPage page = page("activities/user", paging, Map.of("handle", handle));
            if (page.isEmpty() && users.byHandle(handle).isEmpty()) {
                throw ApiError.notFound("user_not_found");
            }
            return page;
        });
    }

    @GET
    @Path("{uuid}")
    public String one(@PathParam("uuid") String uuid) {
        return queries.object(
                        "activities/object", asReader(Map.of("uuid", key(uuid).toString())))
                .orElseThrow(Activities::notFound);
    }

    @GET
    @Path("{uuid}/replies")
    public Response replies(@PathParam("uuid") String text, @BeanParam Paging paging) {
        Map<String, String> uuid = Map.of("uuid", key(text).toString());
        JsonPage page = queries.page("activities/replies", paging.request(), asReader(uuid));
        if (page.isEmpty() && queries.object("activities/object", uuid).isEmpty()) {
            throw Activities.notFound();
        }
        return paging.response(page);
    }

    @POST
    @SignedIn
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(NewActivity crud, @Context UriInfo uri) {
        return created(activities.publish(crud), uri);
    }

    @POST
    @SignedIn
    @Path("{uuid}/reply")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reply(@PathParam("uuid") String uuid, NewReply reply, @Context UriInfo uri) {
        return created(activities.reply(key(uuid), reply), uri);
    }

    @DELETE
    @SignedIn
    @Path("{uuid}")
    public void delete(@PathParam("uuid") String uuid) {
        activities.delete(key(uuid), currentUser.required());
    }

    @PUT
    @SignedIn
    @Path("{uuid}/like")
    public String like(@PathParam("uuid") String uuid) {
        return reactions.add(Reaction.LIKE, key(uuid), currentUser.required());
    }

    @DELETE
    @SignedIn
    @Path("{uuid}/like")
    public String unlike(@PathParam("uuid") String uuid) {
        return reactions.remove(Reaction.LIKE, key(uuid), currentUser.required());
    }

    @PUT
    @SignedIn
    @Path("{uuid}/repost")
    public String repost(@PathParam("uuid") String uuid) {
        return reactions.add(Reaction.REPOST, key(uuid), currentUser.required());
    }

    @DELETE
    @SignedIn
    @Path("{uuid}/repost")
    public String unrepost(@PathParam("uuid") String uuid) {
        return reactions.remove(Reaction.REPOST, key(uuid), currentUser.required());
    }

    /** Whoever may look for what they just wrote is given what the primary has. */
    private JsonPage page(String name, Paging paging, Map<String, String> parameters) {
        return currentUser.isAnonymous()
                ? guestQueries.page(name, paging.request(), parameters)
                : queries.page(name, paging.request(), asReader(parameters));
    }

    /** Most readers are guests who begin at the beginning; what somebody signed in reads, nobody else does. */
    private Response feed(String name, Paging paging, Supplier<JsonPage> read) {
        return paging.isFirst() && currentUser.isAnonymous()
                ? paging.response(feeds.first(name, read))
                : paging.response(read.get());
    }

    /** 200, not 201: the existing front end tests for it. */
    private static Response created(String json, UriInfo uri) {
        String uuid;
        try (var reader = JSON.createReader(new StringReader(json))) {
            uuid = reader.readObject().getString("uuid");
        }
        // Without scheme and host, which are the caller's words; location() would add them.
        return Response.ok(json)
                .header(HttpHeaders.LOCATION, uri.getBaseUri().getRawPath() + "activities/" + uuid)
                .build();
    }

    private Map<String, String> asReader(Map<String, String> parameters) {
        return currentUser
                .get()
                .map(user -> {
                    Map<String, String> all = new HashMap<>(parameters);
                    all.put("reader", user.uuid().toString());
                    return all;
                })
                .orElse(new HashMap<>(parameters));
    }

    private static UUID key(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Activities.notFound();
        }
    }
}
