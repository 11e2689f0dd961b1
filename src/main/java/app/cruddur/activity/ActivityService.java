package app.cruddur.activity;

import app.cruddur.events.ActivityChanged;
import app.cruddur.http.ApiException;
import app.cruddur.http.IdempotencyKeys;
import app.cruddur.http.ValidationErrors;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.resilience.Bulkhead;
import app.cruddur.user.CurrentUser;
import app.cruddur.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Creates, answers and deletes cruds. Each public method is one transaction. */
@ApplicationScoped
@Bulkhead
@Transactional
public class ActivityService {

    /**
     * Inserts crud ?1 of user ?2 with message ?3 and time to live ?4. PostgreSQL sets both timestamps, because it also decides when the crud
     * expires; the clocks of the nodes do not matter.
     */
    private static final String INSERT_CRUD =
            """
            INSERT INTO activities (uuid, user_uuid, message, created_at, expires_at)
            VALUES (CAST(?1 AS uuid), CAST(?2 AS uuid), CAST(?3 AS text), now(), now() + CAST(?4 AS interval))""";

    /** Inserts reply ?1 of user ?2 with message ?3 to ?4. The reply expires with the crud or reply that it answers. */
    private static final String INSERT_REPLY =
            """
            INSERT INTO activities (uuid, user_uuid, message, reply_to_activity_uuid, created_at, expires_at)
            SELECT CAST(?1 AS uuid), CAST(?2 AS uuid), CAST(?3 AS text), uuid, now(), expires_at
            FROM activities
            WHERE uuid = CAST(?4 AS uuid)""";

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private CurrentUser caller;

    @Inject
    private Validator validator;

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private IdempotencyKeys idempotencyKeys;

    @Inject
    private Event<ActivityChanged> changes;

    /**
     * Publishes a crud.
     *
     * @return the crud as JSON; for a request repeated with the same Idempotency-Key, the current state of the crud created first
     * @throws ApiException 422 with all validation error codes; 404 when a repeated request refers to a crud that no longer exists
     */
    public String publish(CreateActivityRequest crud) {
        ValidationErrors errors = ValidationErrors.in(crud, validator);
        Optional<User> author = author(crud.userHandle(), errors);
        errors.throwIfAny();

        return object(idempotencyKeys.once(author.orElseThrow().uuid(), "publish", crud, () -> {
            TimeToLive ttl = TimeToLive.named(crud.ttl()).orElseThrow();
            UUID uuid = insert(
                    INSERT_CRUD,
                    author.orElseThrow(),
                    crud.message(),
                    ttl.duration().toString());
            changes.fire(ActivityChanged.updated(uuid));
            return uuid;
        }));
    }

    /**
     * Creates a reply to a crud or to another reply. It expires together with what it answers.
     *
     * @return the reply as JSON; for a request repeated with the same Idempotency-Key, the current state of the reply created first
     * @throws ApiException 404 when the answered crud, or the reply of a repeated request, no longer exists; 422 with all validation error
     *     codes
     */
    public String reply(UUID to, CreateReplyRequest reply) {
        ValidationErrors errors = ValidationErrors.in(reply, validator);
        Optional<User> author = author(reply.userHandle(), errors);
        errors.throwIfAny();

        return object(idempotencyKeys.once(author.orElseThrow().uuid(), "reply " + to, reply, () -> {
            // Update the count first: it locks the crud, so that it cannot be deleted before this commit.
            if (changeRepliesCount(to, 1) == 0) {
                throw notFound();
            }
            UUID uuid = insert(INSERT_REPLY, author.orElseThrow(), reply.message(), to.toString());
            changes.fire(ActivityChanged.updated(to));
            return uuid;
        }));
    }

    /**
     * Deletes a crud and all replies to it.
     *
     * @throws ApiException 404 when the crud does not exist or has expired, 403 when its author is another user
     */
    public void delete(UUID uuid, User user) {
        Activity activity = entityManager
                .createQuery(
                        "SELECT a FROM Activity a WHERE a.uuid = :uuid AND a.expiresAt > CURRENT_TIMESTAMP",
                        Activity.class)
                .setParameter("uuid", uuid)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(ActivityService::notFound);
        if (!activity.isAuthoredBy(user)) {
            throw ApiException.forbidden("not_the_author");
        }
        // Lock the answered crud first, in the same order as reply(), to avoid deadlocks.
        if (activity.replyTo() != null) {
            changeRepliesCount(activity.replyTo().uuid(), -1);
        }
        int deleted = entityManager
                .createQuery("DELETE FROM Activity a WHERE a.uuid = :uuid")
                .setParameter("uuid", uuid)
                .executeUpdate();
        if (deleted == 0) {
            throw notFound();
        }
        if (activity.replyTo() != null) {
            changes.fire(ActivityChanged.updated(activity.replyTo().uuid()));
        }
        changes.fire(ActivityChanged.deleted(uuid));
    }

    private Optional<User> author(String handle, ValidationErrors errors) {
        boolean hasHandle = handle != null && !handle.isBlank();
        Optional<User> author = hasHandle ? caller.author(handle) : caller.get();
        if (author.isEmpty()) {
            errors.add("userHandle", hasHandle || caller.isNamed() ? "user_not_found" : "user_handle_blank");
        }
        return author;
    }

    private UUID insert(String sql, User author, String message, String timeToLiveOrParent) {
        UUID uuid = UUID.randomUUID();
        entityManager
                .createNativeQuery(sql)
                .setParameter(1, uuid.toString())
                .setParameter(2, author.uuid().toString())
                .setParameter(3, message)
                .setParameter(4, timeToLiveOrParent)
                .executeUpdate();
        return uuid;
    }

    private String object(UUID uuid) {
        return queries.object("activities/object", Map.of("uuid", uuid.toString()))
                .orElseThrow(ActivityService::notFound);
    }

    private int changeRepliesCount(UUID uuid, int delta) {
        return entityManager
                .createQuery("UPDATE Activity a SET a.repliesCount = a.repliesCount + :step"
                        + " WHERE a.uuid = :uuid AND a.expiresAt > CURRENT_TIMESTAMP")
                .setParameter("step", delta)
                .setParameter("uuid", uuid)
                .executeUpdate();
    }

    static ApiException notFound() {
        return ApiException.notFound("activity_not_found");
    }
}
