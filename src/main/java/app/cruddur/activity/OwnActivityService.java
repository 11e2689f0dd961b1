package app.cruddur.activity;

import app.cruddur.events.ActivityChanged;
import app.cruddur.expiry.ChangeTimeToLiveRequest;
import app.cruddur.expiry.TimeToLive;
import app.cruddur.http.ApiException;
import app.cruddur.http.ValidationErrors;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.resilience.Bulkhead;
import app.cruddur.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What only the author of a crud may do: change its time to live, and delete it. Each public method is one transaction. Rows of a thread are
 * locked from the crud down to its replies, as in {@code activities/reply.sql}, to avoid deadlocks.
 */
@ApplicationScoped
@Bulkhead
@Transactional
public class OwnActivityService {

    /** The time when the row is locked counts: a crud that expired while the statement waited is not revived. */
    private static final String SET_EXPIRY =
            """
            UPDATE activities
            SET expires_at = clock_timestamp() + CAST(?2 AS interval), changed_ttl = CAST(?2 AS interval)
            WHERE uuid = CAST(?1 AS uuid) AND expires_at > clock_timestamp()""";

    private static final String SET_EXPIRY_OF_REPLIES =
            """
            WITH RECURSIVE thread AS (
              SELECT uuid, expires_at FROM activities WHERE uuid = CAST(?1 AS uuid)
              UNION ALL
              SELECT replies.uuid, thread.expires_at
              FROM thread
              INNER JOIN activities AS replies ON replies.reply_to_activity_uuid = thread.uuid
            )
            UPDATE activities
            SET expires_at = thread.expires_at
            FROM thread
            WHERE activities.uuid = thread.uuid AND activities.expires_at <> thread.expires_at""";

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private Validator validator;

    @Inject
    private Event<ActivityChanged> changes;

    /**
     * Makes a crud and its replies expire after a time from now.
     *
     * @return the crud as JSON
     * @throws ApiException 422 when the time to live is not valid, or the activity is a reply; 404 and 403 as in {@link #delete}
     */
    public String changeTimeToLive(UUID uuid, User user, ChangeTimeToLiveRequest request) {
        ValidationErrors.in(request, validator).throwIfAny();
        if (find(uuid, user).replyTo() != null) {
            throw ApiException.unprocessable(List.of("ttl_invalid"));
        }
        int updated = entityManager
                .createNativeQuery(SET_EXPIRY)
                .setParameter(1, uuid.toString())
                .setParameter(2, TimeToLive.parse(request.ttl()).orElseThrow().toString())
                .executeUpdate();
        if (updated == 0) {
            throw ActivityService.notFound();
        }
        // Repeated: a reply that was committed while the statement waited for a lock is visible to the next one only.
        int replies = 1;
        while (replies > 0) {
            replies = entityManager
                    .createNativeQuery(SET_EXPIRY_OF_REPLIES)
                    .setParameter(1, uuid.toString())
                    .executeUpdate();
        }
        changes.fire(ActivityChanged.updated(uuid));
        return queries.object("activities/object", Optional.of(user.uuid()), Map.of("uuid", uuid.toString()))
                .orElseThrow(ActivityService::notFound);
    }

    /**
     * Deletes a crud and all replies to it.
     *
     * @throws ApiException 404 when the crud does not exist or has expired, 403 when its author is another user
     */
    public void delete(UUID uuid, User user) {
        Activity activity = find(uuid, user);
        if (activity.replyTo() != null) {
            entityManager
                    .createQuery("UPDATE Activity a SET a.repliesCount = a.repliesCount - 1 WHERE a.uuid = :uuid")
                    .setParameter("uuid", activity.replyTo().uuid())
                    .executeUpdate();
        }
        int deleted = entityManager
                .createQuery("DELETE FROM Activity a WHERE a.uuid = :uuid")
                .setParameter("uuid", uuid)
                .executeUpdate();
        if (deleted == 0) {
            throw ActivityService.notFound();
        }
        if (activity.replyTo() != null) {
            changes.fire(ActivityChanged.updated(activity.replyTo().uuid()));
        }
        changes.fire(ActivityChanged.deleted(uuid));
    }

    private Activity find(UUID uuid, User user) {
        Activity activity = entityManager
                .createQuery(
                        "SELECT a FROM Activity a WHERE a.uuid = :uuid AND a.expiresAt > CURRENT_TIMESTAMP"
                                + " AND a.author IS NOT NULL",
                        Activity.class)
                .setParameter("uuid", uuid)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(ActivityService::notFound);
        if (!activity.isAuthoredBy(user)) {
            throw ApiException.forbidden("not_the_author");
        }
        return activity;
    }
}
