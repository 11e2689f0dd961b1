package app.cruddur.activity;

import app.cruddur.database.JsonQueries;
import app.cruddur.database.Pooled;
import app.cruddur.http.ApiError;
import app.cruddur.http.Faults;
import app.cruddur.http.IdempotencyKeys;
import app.cruddur.identity.CurrentUser;
import app.cruddur.live.ActivityChange;
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

/** What people do with cruds; each method is one transaction. */
@ApplicationScoped
@Pooled
@Transactional
public class Activities {

    /** The crud ?1 of the user ?2, which lives for ?4. Both times are PostgreSQL's, by which it expires: no node's clock matters. */
    private static final String PUBLISH =
            """
            INSERT INTO activities (uuid, user_uuid, message, created_at, expires_at)
            VALUES (CAST(?1 AS uuid), CAST(?2 AS uuid), CAST(?3 AS text), now(), now() + CAST(?4 AS interval))""";

    /** The reply ?1 of the user ?2 to ?4, with which it expires. */
    private static final String REPLY =
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
    private JsonQueries queries;

    @Inject
    private IdempotencyKeys idempotencyKeys;

    @Inject
    private Event<ActivityChange> changes;

    /**
     * Publishes a crud.
     *
     * @return the crud as JSON; of a repeated request, what the first was answered
     * @throws ApiError 422 with the codes of all that is wrong
     */
    public String publish(NewActivity crud) {
        Faults faults = Faults.in(crud, validator);
        Optional<User> author = author(crud.userHandle(), faults);
        faults.refuse();

        return idempotencyKeys.once(author.orElseThrow().uuid(), "publish", crud, () -> {
            TimeToLive ttl = TimeToLive.named(crud.ttl()).orElseThrow();
            UUID uuid = insert(
                    PUBLISH,
                    author.orElseThrow(),
                    crud.message(),
                    ttl.duration().toString());
            changes.fire(ActivityChange.updated(uuid));
            return json(uuid);
        });
    }

    /**
     * Answers a crud or a reply; the answer ends when that ends.
     *
     * @return the reply as JSON; of a repeated request, what the first was answered
     * @throws ApiError 404 when there is nothing to answer, 422 with the codes of all that is wrong
     */
    public String reply(UUID to, NewReply reply) {
        Faults faults = Faults.in(reply, validator);
        Optional<User> author = author(reply.userHandle(), faults);
        faults.refuse();

        return idempotencyKeys.once(author.orElseThrow().uuid(), "reply " + to, reply, () -> {
            // First the count: it locks the crud, so that none can answer what another deletes.
            if (changeRepliesCount(to, 1) == 0) {
                throw notFound();
            }
            UUID uuid = insert(REPLY, author.orElseThrow(), reply.message(), to.toString());
            changes.fire(ActivityChange.updated(to));
            return json(uuid);
        });
    }

    /**
     * Deletes a crud with its thread.
     *
     * @throws ApiError 404 when it is gone already, 403 when it is somebody else's
     */
    public void delete(UUID uuid, User by) {
        Activity activity = entityManager
                .createQuery(
                        "SELECT a FROM Activity a WHERE a.uuid = :uuid AND a.expiresAt > CURRENT_TIMESTAMP",
                        Activity.class)
                .setParameter("uuid", uuid)
                .getResultStream()
                .findFirst()
                .orElseThrow(Activities::notFound);
        if (!activity.isBy(by)) {
            throw ApiError.forbidden("not_the_author");
        }
        // The answered crud first, as reply() does: whoever locks both locks them in this order.
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
            changes.fire(ActivityChange.updated(activity.replyTo().uuid()));
        }
        changes.fire(ActivityChange.deleted(uuid));
    }

    private Optional<User> author(String handle, Faults faults) {
        boolean given = handle != null && !handle.isBlank();
        Optional<User> author = given ? caller.author(handle) : caller.get();
        if (author.isEmpty()) {
            faults.add("userHandle", given || caller.isNamed() ? "user_not_found" : "user_handle_blank");
        }
        return author;
    }

    private UUID insert(String sql, User author, String message, String lifeOrParent) {
        UUID uuid = UUID.randomUUID();
        entityManager
                .createNativeQuery(sql)
                .setParameter(1, uuid.toString())
                .setParameter(2, author.uuid().toString())
                .setParameter(3, message)
                .setParameter(4, lifeOrParent)
                .executeUpdate();
        return uuid;
    }

    private String json(UUID uuid) {
        return queries.object("activities/object", Map.of("uuid", uuid.toString()))
                .orElseThrow();
    }

    private int changeRepliesCount(UUID uuid, int step) {
        return entityManager
                .createQuery("UPDATE Activity a SET a.repliesCount = a.repliesCount + :step"
                        + " WHERE a.uuid = :uuid AND a.expiresAt > CURRENT_TIMESTAMP")
                .setParameter("step", step)
                .setParameter("uuid", uuid)
                .executeUpdate();
    }

    static ApiError notFound() {
        return ApiError.notFound("activity_not_found");
    }
}
