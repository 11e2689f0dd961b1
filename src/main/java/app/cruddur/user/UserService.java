package app.cruddur.user;

import app.cruddur.events.UserChanged;
import app.cruddur.http.ApiException;
import app.cruddur.http.ValidationErrors;
import app.cruddur.persistence.resilience.Bulkhead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Updates profiles. Each public method is one transaction. */
@ApplicationScoped
@Bulkhead
@Transactional
public class UserService {

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private Validator validator;

    @Inject
    private Event<UserChanged> changes;

    /**
     * Replaces a user's profile.
     *
     * @throws ApiException 422 with all validation error codes, 409 when the account was deleted meanwhile
     */
    public void replace(User user, UpdateProfileRequest profile) {
        ValidationErrors.in(profile, validator).throwIfAny();
        // Locked, so that the account cannot be deleted before this commit.
        Optional.ofNullable(entityManager.find(User.class, user.uuid(), LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> ApiException.of(Response.Status.CONFLICT, "conflict"))
                .updateProfile(profile);
        changes.fire(new UserChanged(user.uuid()));
    }
}
