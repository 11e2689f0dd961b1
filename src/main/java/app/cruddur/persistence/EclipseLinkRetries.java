package app.cruddur.persistence;

import jakarta.persistence.EntityManagerFactory;
import java.util.logging.Logger;

/**
 * With its database away, EclipseLink repeats a read three times, five seconds apart, and no property says otherwise: callers would wait
 * longer than anyone should. One repetition, at once, is kept: it finds a fresh connection when only the old one had died.
 */
final class EclipseLinkRetries {

    private static final Logger LOG = Logger.getLogger(EclipseLinkRetries.class.getName());

    private EclipseLinkRetries() {}

    /** Does nothing where another provider runs. By reflection, since the WAR has only Jakarta EE to compile against. */
    static void limit(EntityManagerFactory entityManagers) {
        try {
            Class<?> session = Class.forName(
                    "org.eclipse.persistence.sessions.DatabaseSession",
                    false,
                    Thread.currentThread().getContextClassLoader());
            Object login = session.getMethod("getLogin").invoke(entityManagers.unwrap(session));
            login.getClass().getMethod("setQueryRetryAttemptCount", int.class).invoke(login, 1);
        } catch (ClassNotFoundException e) {
            LOG.fine("JPA is not EclipseLink's");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("EclipseLink's retries cannot be limited", e);
        }
    }
}
