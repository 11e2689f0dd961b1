package app.cruddur.user;

import app.cruddur.database.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The people. */
@ApplicationScoped
@Pooled
public class Users {

    @PersistenceContext
    private EntityManager entityManager;

    /** A handle in its stored form, or nothing when nobody can have it. */
    public static Optional<String> handle(String text) {
        return Handle.stored(text);
    }

    /** The person of that handle, in whatever case it is written. */
    public Optional<User> byHandle(String text) {
        return handle(text).flatMap(handle -> entityManager
                .createQuery("SELECT u FROM User u WHERE u.handle = :handle", User.class)
                .setParameter("handle", handle)
                .getResultList()
                .stream()
                .findFirst());
    }

    /** The person whom the issuer of bearer tokens knows by that subject. */
    public Optional<User> bySubject(String subject) {
        return entityManager
                .createQuery("SELECT u FROM User u WHERE u.subject = :subject", User.class)
                .setParameter("subject", subject)
                .getResultList()
                .stream()
                .findFirst();
    }
}
