package app.cruddur.user;

import app.cruddur.events.UserChanged;
import app.cruddur.http.ValidationErrors;
import app.cruddur.persistence.resilience.Bulkhead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;

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
     * @throws app.cruddur.http.ApiException 422 with all validation error codes
     */
    public void replace(User user, UpdateProfileRequest profile) {
        ValidationErrors.in(profile, validator).throwIfAny();
        entityManager.find(User.class, user.uuid()).updateProfile(profile);
        changes.fire(new UserChanged(user.uuid()));
    }
}
