package app.cruddur.observability;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Path templates of the API, by which requests are counted. They are added at start-up: those of resources by {@link ResourceRoutes}, those
 * of servlets by {@code Startup}. Every request maps to one of them, to {@code static} or to {@code other}, so that clients cannot create
 * metric series.
 */
public final class Routes {

    static final Route STATIC = new Route("static");
    static final Route OTHER = new Route("other");

    private static final Map<String, Route> LITERAL = new ConcurrentHashMap<>();
    /** By template. Their order is that of the characters, in which <code>@{handle}</code> comes before <code>{uuid}</code>. */
    private static final Map<String, Template> WITH_VARIABLES = new ConcurrentSkipListMap<>();

    private Routes() {}

    /** @param template a path below the context root, with variables such as <code>{handle}</code> */
    public static void add(String template) {
        Route route = new Route(template);
        if (template.contains("{")) {
            String pattern = "\\Q" + template.replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q") + "\\E";
            WITH_VARIABLES.putIfAbsent(
                    template, new Template(route, Pattern.compile(pattern).asMatchPredicate()));
        } else {
            LITERAL.putIfAbsent(template, route);
        }
    }

    /** @param path normalized path below the context root, see {@link RequestPath#asked} */
    static Route of(String path) {
        Route literal = LITERAL.get(path);
        if (literal != null) {
            return literal;
        }
        if (!RequestPath.isApi(path)) {
            return STATIC;
        }
        for (Template template : WITH_VARIABLES.values()) {
            if (template.matcher.test(path)) {
                return template.route;
            }
        }
        return OTHER;
    }

    private record Template(Route route, Predicate<String> matcher) {}
}
