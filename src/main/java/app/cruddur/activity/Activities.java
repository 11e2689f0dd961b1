package app.cruddur.activity;

import app.cruddur.database.Pooled;
import app.cruddur.http.Faults;
import app.cruddur.user.User;
import app.cruddur.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
    private Users users;

    @Inject
    private Validator validator;

    /**
     * Publishes a crud.
     *
     * @return its key
     * @throws app.cruddur.http.ApiError 422 with the codes of all that is wrong
     */
    public UUID publish(NewActivity crud) {
        Faults faults = Faults.in(crud, validator);
        Optional<User> author = Optional.empty();
        if (faults.noneIn("userHandle")) {
            author = users.byHandle(crud.userHandle());
            if (author.isEmpty()) {
                faults.add("userHandle", "user_not_found");
            }
        }
        faults.refuse();

        // PostgreSQL keeps microseconds: what is stored is what was meant.
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        TimeToLive ttl = TimeToLive.named(crud.ttl()).orElseThrow();
        Activity activity = new Activity(author.orElseThrow(), crud.message(), now, ttl);
        entityManager.persist(activity);
        return activity.uuid();
    }
}
