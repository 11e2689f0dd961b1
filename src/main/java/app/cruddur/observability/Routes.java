package app.cruddur.observability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Path templates of the API, by which requests are counted. Every request maps to one of them, to {@code static} or to {@code other}, so
 * that clients cannot create metric series. A test compares the templates with {@code openapi.yaml}.
 */
final class Routes {

    private static final String API = "/api";

    static final Route STATIC = new Route("static");
    static final Route OTHER = new Route("other");

    private static final List<String> TEMPLATES = List.of(
            "/health-check",
            "/session",
            "/metrics",
            "/activities",
            "/activities/home",
            "/activities/search",
            "/activities/stream",
            "/activities/notifications",
            "/activities/trends",
            "/activities/@{handle}",
            "/activities/{uuid}",
            "/activities/{uuid}/replies",
            "/activities/{uuid}/reply",
            "/activities/{uuid}/like",
            "/activities/{uuid}/repost",
            "/users",
            "/users/me",
            "/users/@{handle}",
            "/users/@{handle}/short",
            "/message_groups",
            "/messages",
            "/messages/@{handle}",
            "/messages/{message_group_uuid}");

    private static final Map<String, Route> LITERAL = new HashMap<>();
    private static final List<Template> WITH_VARIABLES = new ArrayList<>();

    static {
        for (String template : TEMPLATES) {
            Route route = new Route(API + template);
            if (template.contains("{")) {
                WITH_VARIABLES.add(new Template(route, (API + template).split("/")));
            } else {
                LITERAL.put(API + template, route);
            }
        }
    }

    private Routes() {}

    /** @param path normalized path below the context root, see {@link RequestPath#asked} */
    static Route of(String path) {
        Route literal = LITERAL.get(path);
        if (literal != null) {
            return literal;
        }
        if (!RequestPath.isApi(path)) {
            return STATIC;
        }
        String[] segments = path.split("/", -1);
        // The more specific templates come first.
        for (Template template : WITH_VARIABLES) {
            if (template.matches(segments)) {
                return template.route;
            }
        }
        return OTHER;
    }

    private record Template(Route route, String[] segments) {

        boolean matches(String[] requested) {
            if (requested.length != segments.length) {
                return false;
            }
            for (int i = 0; i < requested.length; i++) {
                int variable = segments[i].indexOf('{');
                boolean same = variable < 0
                        ? segments[i].equals(requested[i])
                        : requested[i].length() > variable && requested[i].regionMatches(0, segments[i], 0, variable);
                if (!same) {
                    return false;
                }
            }
            return true;
        }
    }
}
