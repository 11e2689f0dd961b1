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

    /** Returns a handle in its stored form, or empty if it is not valid. */
    public static Optional<String> handle(String text) {
        return Handle.stored(text);
    }

    /** Finds the user with a handle, regardless of case. */
    public Optional<User> byHandle(String text) {
        return handle(text).flatMap(handle -> entityManager
                .createQuery("SELECT u FROM User u WHERE u.handle = :handle", User.class)
                .setParameter("handle", handle)
                .getResultList()
                .stream()
                .findFirst());
    }

    /** Finds the user with a subject of the token issuer. */
    public Optional<User> bySubject(String subject) {
        return entityManager
                .createQuery("SELECT u FROM User u WHERE u.subject = :subject", User.class)
                .setParameter("subject", subject)
                .getResultList()
                .stream()
                .findFirst();
    }
}
