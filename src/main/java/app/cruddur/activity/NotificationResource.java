package app.cruddur.activity;

import app.cruddur.http.ApiException;
import app.cruddur.http.Paging;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.user.Authenticated;
import app.cruddur.user.CurrentUser;
import app.cruddur.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code /api/activities/notifications}: the caller's notifications, and until when they are read. */
@Path("activities/notifications")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private CurrentUser caller;

    @GET
    @Authenticated
    public Response list(@BeanParam Paging paging) {
        Optional<UUID> reader = Optional.of(caller.required().uuid());
        return paging.response(queries.page("activities/notifications", reader, paging.request(), Map.of()));
    }

    @GET
    @Authenticated
    @Path("read")
    public String readState() {
        return readState(caller.required());
    }

    @PUT
    @Authenticated
    @Path("read")
    @Consumes(MediaType.APPLICATION_JSON)
    public String markAsRead(MarkNotificationsReadRequest request) {
        User reader = caller.required();
        if (request == null) {
            throw ApiException.malformed();
        }
        queries.object(
                "notifications/mark-read",
                Map.of("user_uuid", reader.uuid().toString(), "read_at", request.validReadAt()));
        return readState(reader);
    }

    /** @throws ApiException 401 when the account was deleted meanwhile */
    private String readState(User reader) {
        return queries.object(
                        "notifications/read", Map.of("user_uuid", reader.uuid().toString()))
                .orElseThrow(ApiException::userMissing);
    }
}
