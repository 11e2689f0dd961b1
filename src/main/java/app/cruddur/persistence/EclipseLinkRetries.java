package app.cruddur.persistence;

import jakarta.persistence.EntityManagerFactory;
import java.util.logging.Logger;

/**
 * Limits EclipseLink's retries. While the database is unreachable, EclipseLink retries a read three times, five seconds apart, and has no
 * property to change that. One immediate retry is kept: it gets a new connection when only the old one was broken.
 */
final class EclipseLinkRetries {

    private static final Logger LOG = Logger.getLogger(EclipseLinkRetries.class.getName());

    private EclipseLinkRetries() {}

    /** Does nothing with another JPA provider. It uses reflection, because the WAR is compiled against the Jakarta EE API alone. */
    static void limit(EntityManagerFactory entityManagers) {
        try {
            Class<?> session = Class.forName(
                    "org.eclipse.persistence.sessions.DatabaseSession",
                    false,
                    Thread.currentThread().getContextClassLoader());
            Object login = session.getMethod("getLogin").invoke(entityManagers.unwrap(session));
            login.getClass().getMethod("setQueryRetryAttemptCount", int.class).invoke(login, 1);
        } catch (ClassNotFoundException e) {
            LOG.fine("The JPA provider is not EclipseLink");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("EclipseLink's retries cannot be limited", e);
        }
    }
}
