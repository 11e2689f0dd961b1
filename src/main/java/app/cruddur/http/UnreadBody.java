package app.cruddur.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The body of a request that is answered without reading it.
 *
 * @param in the rest of the body
 * @param isReadToEnd whether the rest is read and discarded: a client that sends all of its body before it reads would not receive the
 *     response if the connection were closed
 */
public record UnreadBody(ServletInputStream in, boolean isReadToEnd) {

    private static final String ATTRIBUTE = UnreadBody.class.getName();

    public void remember(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The unread body of a request; empty if it has no body or its body was read. */
    public static Optional<UnreadBody> of(HttpServletRequest request) {
        return Optional.ofNullable((UnreadBody) request.getAttribute(ATTRIBUTE));
    }
}
