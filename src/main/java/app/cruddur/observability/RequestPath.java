package app.cruddur.observability;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Where in the WAR a request goes. */
public final class RequestPath {

    private static final String API = "/api";

    private RequestPath() {}

    /**
     * What was asked for, below the context root: as the server understood it, or else {@code /api/../metrics} would pass for the API. Of an
     * error's page, what the error is about.
     */
    public static String asked(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (failed != null) {
            return failed.toString().substring(request.getContextPath().length());
        }
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    public static boolean isApi(String path) {
        return path.equals(API) || path.startsWith(API + "/");
    }
}
