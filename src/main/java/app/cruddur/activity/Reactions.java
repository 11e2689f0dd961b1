package app.cruddur.activity;

import app.cruddur.database.JsonQueries;
import app.cruddur.database.Pooled;
import app.cruddur.live.ActivityChange;
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
@Pooled
@Transactional
public class Reactions {

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private JsonQueries queries;

    @Inject
    private Event<ActivityChange> changes;

    /**
     * Adds one; the second time changes nothing.
     *
     * @return the count and whether it is there, as JSON
     * @throws app.cruddur.http.ApiError 404 when the crud is gone
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
            changes.fire(ActivityChange.updated(activity));
        }
        return queries.object(
                        reaction.read(),
                        Map.of("uuid", activity.toString(), "reader", by.uuid().toString()))
                .orElseThrow(Activities::notFound);
    }
}
