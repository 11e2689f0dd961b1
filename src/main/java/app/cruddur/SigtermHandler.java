package app.cruddur;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.logging.Logger;

/**
 * Does something before SIGTERM does what it always does. A shutdown hook would come too late: the JVM runs all hooks at once, and the
 * servers close their doors in theirs. {@code sun.misc.Signal} (module {@code jdk.unsupported}) is the JDK's own way, by reflection, since
 * javac warns of it each time and cannot be told not to; where it is missing, SIGTERM just stops the server (docs/adr/0023).
 */
final class SigtermHandler {

    private static final Logger LOG = Logger.getLogger(SigtermHandler.class.getName());

    private final Class<?> handlers;
    private final Object signal;
    private final Object ours;
    private Object before;

    private SigtermHandler(Runnable first) throws ReflectiveOperationException {
        // The servers' class loaders need not know it.
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        handlers = platform.loadClass("sun.misc.SignalHandler");
        signal = platform.loadClass("sun.misc.Signal")
                .getConstructor(String.class)
                .newInstance("TERM");
        ours = Proxy.newProxyInstance(platform, new Class<?>[] {handlers}, handler(first));
        before = handle(ours);
    }

    /**
     * From now on.
     *
     * @param first on a thread of its own each time; when it returns, what would have happened happens
     * @return null when this JVM lets nobody in
     */
    static SigtermHandler before(Runnable first) {
        try {
            return new SigtermHandler(first);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // IllegalArgumentException: the JVM runs with -Xrs.
            LOG.warning(() -> "SIGTERM will stop this server at once, without draining: " + e);
            return null;
        }
    }

    /** As if it had never been: nothing of ours stays behind in the JVM. */
    void release() {
        try {
            Object last = handle(before);
            if (last != ours) {
                // Somebody came after us, and what they found is theirs to put back.
                handle(last);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private InvocationHandler handler(Runnable first) {
        return (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "Cruddur's SIGTERM";
                };
            }
            Thread.currentThread().setContextClassLoader(SigtermHandler.class.getClassLoader());
            try {
                first.run();
            } finally {
                handlers.getMethod("handle", signal.getClass()).invoke(before, signal);
            }
            return null;
        };
    }

    private Object handle(Object handler) throws ReflectiveOperationException {
        try {
            return signal.getClass()
                    .getMethod("handle", signal.getClass(), handlers)
                    .invoke(null, signal, handler);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw e;
        }
    }
}
