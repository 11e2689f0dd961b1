package app.cruddur.activity;

import app.cruddur.events.ActivityChanged;
import app.cruddur.expiry.TimeToLive;
import app.cruddur.http.ApiException;
import app.cruddur.http.IdempotencyKeys;
import app.cruddur.http.IdempotencyKeys.Created;
import app.cruddur.http.ValidationErrors;
import app.cruddur.persistence.resilience.Bulkhead;
import app.cruddur.user.CurrentUser;
import app.cruddur.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Creates cruds and replies. Each is one statement, which PostgreSQL commits by itself; the event is fired after it. */
@ApplicationScoped
@Bulkhead
public class ActivityService {

    @Inject
    private CurrentUser caller;

    @Inject
    private Validator validator;

    @Inject
    private IdempotencyKeys idempotencyKeys;

    @Inject
    private Event<ActivityChanged> changes;

    /**
     * Publishes a crud.
     *
     * @return the crud; for a request repeated with the same Idempotency-Key, the current state of the crud created first
     * @throws ApiException 422 with all validation error codes; 404 when a repeated request refers to a crud that no longer exists
     */
    public Created publish(CreateActivityRequest crud) {
        ValidationErrors errors = ValidationErrors.in(crud, validator);
        Optional<User> author = author(crud.userHandle(), errors);
        errors.throwIfAny();

        User user = author.orElseThrow();
        String ttl = Objects.requireNonNullElse(crud.ttl(), user.defaultTtl());
        String duration = TimeToLive.parse(ttl).orElseThrow().toString();
        Map<String, String> parameters = Map.of("message", crud.message(), "ttl", duration);
        Created created = create("activities/create", user, "publish", crud, parameters);
        changes.fire(ActivityChanged.updated(created.uuid()));
        return created;
    }

    /**
     * Creates a reply to a crud or to another reply. It expires together with what it answers.
     *
     * @return the reply; for a request repeated with the same Idempotency-Key, the current state of the reply created first
     * @throws ApiException 404 when the answered crud, or the reply of a repeated request, no longer exists; 422 with all validation error
     *     codes
     */
    public Created reply(UUID to, CreateReplyRequest reply) {
        ValidationErrors errors = ValidationErrors.in(reply, validator);
        Optional<User> author = author(reply.userHandle(), errors);
        errors.throwIfAny();

        Map<String, String> parameters = Map.of("message", reply.message(), "reply_to", to.toString());
        Created created = create("activities/reply", author.orElseThrow(), "reply " + to, reply, parameters);
        changes.fire(ActivityChanged.updated(to));
        return created;
    }

    /** The event of a repeated request is fired too: the node that ran the first one may have ended before it published the change. */
    private Created create(
            String statement, User author, String operation, Record body, Map<String, String> parameters) {
        return idempotencyKeys
                .createOnce(statement, "activities/object", author.uuid(), operation, body, parameters)
                .orElseThrow(ActivityService::notFound);
    }

    private Optional<User> author(String handle, ValidationErrors errors) {
        boolean hasHandle = handle != null && !handle.isBlank();
        Optional<User> author = hasHandle ? caller.author(handle) : caller.get();
        if (author.isEmpty()) {
            errors.add("userHandle", hasHandle || caller.isNamed() ? "user_not_found" : "user_handle_blank");
        }
        return author;
    }

    static ApiException notFound() {
        return ApiException.notFound("activity_not_found");
    }
}
