package app.cruddur.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Where in the WAR a request goes. */
final class WarPath {

    private static final String API = "/api";

    private WarPath() {}

    /** What was asked for, below the context root; of an error's page, what the error is about. */
    static String asked(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String uri = failed == null ? request.getRequestURI() : failed.toString();
        String root = request.getContextPath();
        return uri.startsWith(root) ? uri.substring(root.length()) : uri;
    }

    static boolean isApi(String path) {
        return path.equals(API) || path.startsWith(API + "/");
    }
}
