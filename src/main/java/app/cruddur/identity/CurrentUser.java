package app.cruddur.identity;

import app.cruddur.http.ApiError;
import app.cruddur.user.User;
import app.cruddur.user.Users;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who is calling. With {@code CRUDDUR_AUTH=open} it is whoever the header {@code X-Cruddur-User} names, else {@code CRUDDUR_OPEN_USER}: the
 * oldest front end names nobody.
 */
@RequestScoped
public class CurrentUser {

    static final String HEADER = "X-Cruddur-User";
    private static final String DEFAULT_USER = System.getenv("CRUDDUR_OPEN_USER");

    // Not JAX-RS's @Context: RESTEasy fills that in resources and providers alone.
    @Inject
    private HttpServletRequest request;

    @Inject
    private Users users;

    private Optional<User> user;

    /** The caller, or nothing for a guest; what a guest may do, an unknown caller may do as a guest. */
    public Optional<User> get() {
        if (user == null) {
            user = handle().flatMap(users::byHandle);
        }
        return user;
    }

    /** @throws ApiError 401 when nobody says who is calling ({@code token_missing}), or nobody is called so ({@code token_invalid}) */
    public User required() {
        return get().orElseThrow(() -> ApiError.unauthorized(handle().isEmpty() ? "token_missing" : "token_invalid"));
    }

    private Optional<String> handle() {
        String named = request.getHeader(HEADER);
        return Optional.ofNullable(named != null ? named : DEFAULT_USER).filter(handle -> !handle.isBlank());
    }
}
