package app.cruddur.activity;

import app.cruddur.events.ActivityChanged;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.resilience.Bulkhead;
import app.cruddur.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;

/** Likes and reposts. The row is the truth; the count changes in the same transaction, and only when a row came or went. */
@ApplicationScoped
@Bulkhead
@Transactional
public class ReactionService {

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private Event<ActivityChanged> changes;

    /**
     * Adds one; the second time changes nothing.
     *
     * @return the count and whether it is there, as JSON
     * @throws app.cruddur.http.ApiException 404 when the crud is gone
     */
    String add(Reaction reaction, UUID activity, User by) {
        return change(reaction, reaction.add(), 1, activity, by);
    }

    /** Takes it back; the second time changes nothing. */
    String remove(Reaction reaction, UUID activity, User by) {
        return change(reaction, reaction.remove(), -1, activity, by);
    }

    private String change(Reaction reaction, String sql, int step, UUID activity, User by) {
        int changed = entityManager
                .createNativeQuery(sql)
                .setParameter(1, by.uuid().toString())
                .setParameter(2, activity.toString())
                .executeUpdate();
        if (changed == 1) {
            entityManager
                    .createNativeQuery(reaction.count())
                    .setParameter(1, activity.toString())
                    .setParameter(2, step)
                    .executeUpdate();
            changes.fire(ActivityChanged.updated(activity));
        }
        return queries.object(
                        reaction.read(),
                        Map.of("uuid", activity.toString(), "reader", by.uuid().toString()))
                .orElseThrow(ActivityService::notFound);
    }
}
