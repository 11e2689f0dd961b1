package app.cruddur.persistence;

import app.cruddur.config.Configuration;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs each statement with its title, SQL, parameters and duration when {@code CRUDDUR_LOG_SQL=true}; in colours on a terminal. It wraps
 * the JDBC connection below JPA, so that all reads and writes are logged with either JPA provider. Parameters contain user data: not for
 * production.
 */
final class QueryLog {

    private static final Logger LOG = Logger.getLogger("app.cruddur.sql");
    private static final boolean ENABLED = Configuration.current().get(Configuration.LOG_SQL);
    private static final boolean IS_TERMINAL = System.console() != null;

    private static final String CYAN = "96";
    private static final String BLUE = "94";
    private static final String RED = "91";

    /** The comment at the start of a template; for other statements the first word is the title. */
    private static final Pattern TITLE = Pattern.compile("\\A\\s*(?:/\\* (.+?) \\*/|(\\w+))");

    private QueryLog() {}

    static boolean enabled() {
        return ENABLED;
    }

    /** A proxy of the connection that logs prepared statements when they are executed. */
    static Connection wrap(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            if (result instanceof CallableStatement call) {
                return wrap(CallableStatement.class, call, (String) arguments[0]);
            }
            return result instanceof PreparedStatement statement
                    ? wrap(PreparedStatement.class, statement, (String) arguments[0])
                    : result;
        });
    }

    private static <T extends PreparedStatement> T wrap(Class<T> type, T statement, String sql) {
        Map<Integer, Object> parameters = new TreeMap<>();
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer index) {
                parameters.put(index, method.getName().equals("setNull") ? null : arguments[1]);
            }
            if (!method.getName().startsWith("execute")) {
                return invoke(statement, method, arguments);
            }
            long start = System.nanoTime();
            try {
                return invoke(statement, method, arguments);
            } catch (SQLException e) {
                LOG.severe(() -> colour(RED, "SQL ERROR " + e.getSQLState()) + " " + e.getMessage());
                throw e;
            } finally {
                double millis = (System.nanoTime() - start) / 1e6;
                LOG.info(() -> describe(sql, parameters, millis));
            }
        });
    }

    static String describe(String sql, Map<Integer, Object> parameters, double millis) {
        Matcher title = TITLE.matcher(sql);
        String name = !title.find() ? "statement" : title.group(1) != null ? title.group(1) : title.group(2);
        StringBuilder text =
                new StringBuilder(colour(CYAN, "SQL STATEMENT [%s] %.1f ms".formatted(name, millis)) + "\n" + sql);
        if (!parameters.isEmpty()) {
            text.append("\n").append(colour(BLUE, "SQL PARAMETERS"));
            parameters.forEach((index, value) ->
                    text.append("\n").append(index).append(": ").append(value));
        }
        return text.toString();
    }

    private static String colour(String code, String text) {
        return IS_TERMINAL ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
