package app.cruddur.identity;

import app.cruddur.http.ApiError;
import app.cruddur.http.CurrentRequest;
import app.cruddur.user.User;
import app.cruddur.user.Users;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * Who is calling: whom the bearer token's subject stands for. With {@code CRUDDUR_AUTH=open} it is whoever the header {@code X-Cruddur-User}
 * names, else {@code CRUDDUR_OPEN_USER}: the oldest front end names nobody.
 */
@RequestScoped
public class CurrentUser {

    static final String HEADER = "X-Cruddur-User";
    private static final String DEFAULT_USER = System.getenv("CRUDDUR_OPEN_USER");

    // Not JAX-RS's @Context: RESTEasy fills that in resources and providers alone.
    @Inject
    private CurrentRequest request;

    @Inject
    private Authentication authentication;

    @Inject
    private Users users;

    @Inject
    private SelfRegistration selfRegistration;

    private Optional<User> user;

    /** The caller, or nothing for a guest; what a guest may do, an unknown caller may do as a guest. */
    public Optional<User> get() {
        if (user == null) {
            user = authentication.isOpen()
                    ? handle().flatMap(users::byHandle)
                    : token().claims().flatMap(this::of);
        }
        return user;
    }

    /** Whether nothing in the request says who is calling. */
    public boolean isAnonymous() {
        return authentication.isOpen() ? get().isEmpty() : request.header(HttpHeaders.AUTHORIZATION) == null;
    }

    /** Whether the caller has proved who they are, registered or not. */
    boolean isSignedIn() {
        return authentication.isOpen() ? get().isPresent() : token().claims().isPresent();
    }

    /**
     * The caller.
     *
     * @throws ApiError 401 when nobody says who is calling ({@code token_missing}), or what says so is no good ({@code token_invalid}); 403
     *     {@code user_not_registered}; 503 {@code issuer_unavailable}
     */
    public User required() {
        return get().orElseThrow(this::refusal);
    }

    /**
     * The one in whose name a body speaks: its {@code user_handle} must be the caller's own.
     *
     * @return nothing when nobody has that handle, which only {@code CRUDDUR_AUTH=open} tells
     * @throws ApiError 403 {@code not_the_author} when it is another's
     */
    public Optional<User> author(String userHandle) {
        if (authentication.isOpen()) {
            return users.byHandle(userHandle);
        }
        User caller = required();
        if (!Users.handle(userHandle).equals(Optional.of(caller.handle()))) {
            throw ApiError.forbidden("not_the_author");
        }
        return Optional.of(caller);
    }

    private ApiError refusal() {
        if (authentication.isOpen()) {
            return ApiError.unauthorized(handle().isEmpty() ? "token_missing" : "token_invalid");
        }
        BearerToken token = token();
        if (token.claims().isPresent()) {
            return ApiError.forbidden("user_not_registered");
        }
        return token == BearerToken.UNVERIFIABLE
                ? ApiError.unavailable(token.refusal())
                : ApiError.unauthorized(token.refusal());
    }

    private Optional<String> handle() {
        String named = request.header(HEADER);
        return Optional.ofNullable(named != null ? named : DEFAULT_USER).filter(handle -> !handle.isBlank());
    }

    private Optional<User> of(JWTClaimsSet claims) {
        Optional<User> known = users.bySubject(claims.getSubject());
        if (known.isEmpty() && selfRegistration.isFor(claims) && selfRegistration.register(claims)) {
            return users.bySubject(claims.getSubject());
        }
        return known;
    }

    private BearerToken token() {
        Object token = request.attribute(BearerToken.class.getName());
        return token == null ? BearerToken.MISSING : (BearerToken) token;
    }
}
