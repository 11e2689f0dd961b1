package app.cruddur.observability;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Path of a request below the context root. */
public final class RequestPath {

    private static final String API = "/api";

    private RequestPath() {}

    /**
     * Returns the requested path below the context root. It is the path that the server has normalized, because in the raw URI
     * {@code /api/../metrics} would count as API. In an error dispatch, it is the path of the request that failed.
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
