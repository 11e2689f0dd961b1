package app.cruddur.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The body of a request that is answered without it.
 *
 * @param in what is left of it
 * @param isWelcome whether the client may still send it: a client that does so before it reads would never see a response on a
 *     connection that was closed
 */
record UnreadBody(ServletInputStream in, boolean isWelcome) {

    private static final String ATTRIBUTE = UnreadBody.class.getName();

    void remember(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Of a request; nothing when it has no body, or its body was read. */
    static Optional<UnreadBody> of(HttpServletRequest request) {
        return Optional.ofNullable((UnreadBody) request.getAttribute(ATTRIBUTE));
    }
}
