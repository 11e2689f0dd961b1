package app.cruddur.user;

import app.cruddur.persistence.resilience.Bulkhead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Finds users. */
@ApplicationScoped
@Bulkhead
public class UserRepository {

    @PersistenceContext
    private EntityManager entityManager;

    /** Finds the user with a handle, regardless of case. */
    public Optional<User> byHandle(String text) {
        return Handle.stored(text).flatMap(handle -> find("SELECT u FROM User u WHERE u.handle = ?1", handle));
    }

    /** Finds the user with a subject of the token issuer. */
    public Optional<User> bySubject(String subject) {
        return find("SELECT u FROM User u WHERE u.subject = ?1", subject);
    }

    private Optional<User> find(String query, String key) {
        return entityManager.createQuery(query, User.class).setParameter(1, key).getResultList().stream()
                .findFirst();
    }
}
