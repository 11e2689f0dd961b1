package app.cruddur.profile;

import app.cruddur.database.Pooled;
import app.cruddur.http.Faults;
import app.cruddur.live.NameChange;
import app.cruddur.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;

/** What people say of themselves; each method is one transaction. */
@ApplicationScoped
@Pooled
@Transactional
public class Profiles {

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private Validator validator;

    @Inject
    private Event<NameChange> changes;

    /**
     * Replaces a person's profile.
     *
     * @throws app.cruddur.http.ApiError 422 with the codes of all that is wrong
     */
    public void replace(User user, NewProfile profile) {
        Faults.in(profile, validator).refuse();
        entityManager.find(User.class, user.uuid()).introduce(profile.displayName(), profile.bio());
        changes.fire(new NameChange(user.uuid()));
    }
}
