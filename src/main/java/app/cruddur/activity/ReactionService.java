package app.cruddur.activity;

import app.cruddur.events.ActivityChanged;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.resilience.Bulkhead;
import app.cruddur.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Adds and removes likes and reposts. The rows are authoritative; the count of the crud changes in the same statement, and only when a row
 * was inserted or deleted.
 */
@ApplicationScoped
@Bulkhead
public class ReactionService {

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
        return change(reaction.addName(), reaction, activity, user);
    }

    /** Removes a reaction; if the user does not have it, nothing changes. Returns and throws like {@link #add}. */
    String remove(Reaction reaction, UUID activity, User user) {
        return change(reaction.removeName(), reaction, activity, user);
    }

    private String change(String statement, Reaction reaction, UUID activity, User user) {
        String uuid = activity.toString();
        String userUuid = user.uuid().toString();
        Optional<String> changed = queries.object(statement, Map.of("uuid", uuid, "user_uuid", userUuid));
        if (changed.isPresent()) {
            changes.fire(ActivityChanged.updated(activity));
            return changed.get();
        }
        return queries.object(reaction.readName(), Map.of("uuid", uuid, "reader", userUuid))
                .orElseThrow(ActivityService::notFound);
    }
}
