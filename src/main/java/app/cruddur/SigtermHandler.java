package app.cruddur;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.logging.Logger;

/**
 * Runs an action when the JVM receives SIGTERM, then the handler that was installed before. A shutdown hook would run too late: the JVM runs
 * all hooks concurrently, and the servers stop accepting requests in theirs. The JDK's API for this is {@code sun.misc.Signal} (module
 * {@code jdk.unsupported}). It is called by reflection, because javac warns of each direct use and the warning cannot be suppressed. Where
 * the module is missing, SIGTERM stops the server at once (docs/adr/0025).
 */
final class SigtermHandler {

    private static final Logger LOG = Logger.getLogger(SigtermHandler.class.getName());

    private final Class<?> handlerType;
    private final Object signal;
    private final Object installed;
    private Object previous;

    private SigtermHandler(Runnable action) throws ReflectiveOperationException {
        // The servers' class loaders may not expose the module; the platform class loader does.
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        handlerType = platform.loadClass("sun.misc.SignalHandler");
        signal = platform.loadClass("sun.misc.Signal")
                .getConstructor(String.class)
                .newInstance("TERM");
        installed = Proxy.newProxyInstance(platform, new Class<?>[] {handlerType}, invocationHandler(action));
        previous = setHandler(installed);
    }

    /**
     * Installs a handler.
     *
     * @param action runs on a new thread for each SIGTERM; the previous handler runs when it returns
     * @return null if this JVM does not support or allow a handler
     */
    static SigtermHandler install(Runnable action) {
        try {
            return new SigtermHandler(action);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // IllegalArgumentException: the JVM runs with -Xrs.
            LOG.warning(() -> "SIGTERM will stop this server at once, without a graceful shutdown: " + e);
            return null;
        }
    }

    /** Restores the previous handler, so that the JVM keeps no reference to this application. */
    void uninstall() {
        try {
            Object replaced = setHandler(previous);
            if (replaced != installed) {
                // Another component has installed a handler since. Put it back: removing it is that component's task.
                setHandler(replaced);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private InvocationHandler invocationHandler(Runnable action) {
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
                action.run();
            } finally {
                handlerType.getMethod("handle", signal.getClass()).invoke(previous, signal);
            }
            return null;
        };
    }

    /** @return the handler that this one replaced */
    private Object setHandler(Object handler) throws ReflectiveOperationException {
        try {
            return signal.getClass()
                    .getMethod("handle", signal.getClass(), handlerType)
                    .invoke(null, signal, handler);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw e;
        }
    }
}
