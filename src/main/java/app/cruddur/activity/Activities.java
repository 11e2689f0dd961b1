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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people do with cruds; each method is one transaction. */
@ApplicationScoped
@Pooled
@Transactional
public class Activities {

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
     * @return the crud as JSON; of a repeated request, the crud that the first one created, as it is now
     * @throws ApiError 422 with the codes of all that is wrong, 404 when that crud is gone
     */
    public String publish(NewActivity crud) {
        Faults faults = Faults.in(crud, validator);
        Optional<User> author = author(crud.userHandle(), faults);
        faults.refuse();

        return object(idempotencyKeys.once(author.orElseThrow().uuid(), "publish", crud, () -> {
            TimeToLive ttl = TimeToLive.named(crud.ttl()).orElseThrow();
            OffsetDateTime now = now();
            return store(new Activity(author.orElseThrow(), crud.message(), now, now.plus(ttl.duration()), null));
        }));
    }

    /**
     * Answers a crud or a reply; the answer ends when that ends.
     *
     * @return the reply as JSON; of a repeated request, the reply that the first one created, as it is now
     * @throws ApiError 404 when there is nothing to answer or that reply is gone, 422 with the codes of all that is wrong
     */
    public String reply(UUID to, NewReply reply) {
        Faults faults = Faults.in(reply, validator);
        Optional<User> author = author(reply.userHandle(), faults);
        faults.refuse();

        return object(idempotencyKeys.once(author.orElseThrow().uuid(), "reply " + to, reply, () -> {
            // First the count: it locks the crud, so that none can answer what another deletes.
            if (changeRepliesCount(to, 1) == 0) {
                throw notFound();
            }
            Activity answered = entityManager.find(Activity.class, to);
            return store(new Activity(author.orElseThrow(), reply.message(), now(), answered.expiresAt(), answered));
        }));
    }

    /**
     * Deletes a crud with its thread.
     *
     * @throws ApiError 404 when it is gone already, 403 when it is somebody else's
     */
    public void delete(UUID uuid, User by) {
        Activity activity = entityManager.find(Activity.class, uuid);
        if (activity == null || activity.expiresAt().isBefore(OffsetDateTime.now(ZoneOffset.UTC))) {
            throw notFound();
        }
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
        if (!faults.noneIn("userHandle")) {
            return Optional.empty();
        }
        Optional<User> author = caller.author(handle);
        if (author.isEmpty()) {
            faults.add("userHandle", "user_not_found");
        }
        return author;
    }

    private UUID store(Activity activity) {
        entityManager.persist(activity);
        entityManager.flush();
        changes.fire(ActivityChange.updated(
                activity.replyTo() == null
                        ? activity.uuid()
                        : activity.replyTo().uuid()));
        return activity.uuid();
    }

    private String object(UUID uuid) {
        return queries.object("activities/object", Map.of("uuid", uuid.toString()))
                .orElseThrow(Activities::notFound);
    }

    private int changeRepliesCount(UUID uuid, int step) {
        return entityManager
                .createQuery("UPDATE Activity a SET a.repliesCount = a.repliesCount + :step"
                        + " WHERE a.uuid = :uuid AND a.expiresAt > CURRENT_TIMESTAMP")
                .setParameter("step", step)
                .setParameter("uuid", uuid)
                .executeUpdate();
    }

    /** PostgreSQL keeps microseconds: what is stored is what was meant. */
    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    static ApiError notFound() {
        return ApiError.notFound("activity_not_found");
    }
}
