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

/**
 * Adds and removes likes and reposts. The rows are authoritative; the count of the crud changes in the same transaction, and only when a row
 * was inserted or deleted.
 */
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
     * Adds a reaction; if the user already has it, nothing changes.
     *
     * @return the count and whether the user has reacted, as JSON
     * @throws app.cruddur.http.ApiException 404 when the crud does not exist or has expired
     */
    String add(Reaction reaction, UUID activity, User user) {
        return change(reaction, reaction.insertSql(), 1, activity, user);
    }

    /** Removes a reaction; if the user does not have it, nothing changes. Returns and throws like {@link #add}. */
    String remove(Reaction reaction, UUID activity, User user) {
        return change(reaction, reaction.deleteSql(), -1, activity, user);
    }

    private String change(Reaction reaction, String sql, int delta, UUID activity, User user) {
        int changed = entityManager
                .createNativeQuery(sql)
                .setParameter(1, user.uuid().toString())
                .setParameter(2, activity.toString())
                .executeUpdate();
        if (changed == 1) {
            entityManager
                    .createNativeQuery(reaction.updateCountSql())
                    .setParameter(1, activity.toString())
                    .setParameter(2, delta)
                    .executeUpdate();
            changes.fire(ActivityChanged.updated(activity));
        }
        return queries.object(
                        reaction.queryName(),
                        Map.of(
                                "uuid",
                                activity.toString(),
                                "reader",
                                user.uuid().toString()))
                .orElseThrow(ActivityService::notFound);
    }
}
