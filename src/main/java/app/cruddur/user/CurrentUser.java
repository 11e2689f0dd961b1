package app.cruddur.user;

import app.cruddur.config.Configuration;
import app.cruddur.http.ApiException;
import app.cruddur.security.AuthenticationMode;
import app.cruddur.security.TokenVerification;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The caller of the current request: the user with the bearer token's subject. With {@code CRUDDUR_AUTH=open} it is the user named by the
 * header {@code X-Cruddur-User}, or without this header by {@code CRUDDUR_OPEN_USER}, because the oldest front end does not send a user.
 */
@ApplicationScoped
public class CurrentUser {

    static final String HEADER = "X-Cruddur-User";
    private static final Optional<String> DEFAULT_USER = Configuration.current().find(Configuration.OPEN_USER);

    private static final String ATTRIBUTE = CurrentUser.class.getName();

    // Not @Context, which RESTEasy injects only into resources and providers.
    @Inject
    private HttpServletRequest request;

    @Inject
    private AuthenticationMode authentication;

    @Inject
    private UserCache users;

    @Inject
    private SelfRegistration selfRegistration;

    /** Returns the caller, or empty for a guest. A caller who is not a known user counts as a guest. */
    @SuppressWarnings("unchecked")
    public Optional<User> get() {
        Object known = request.getAttribute(ATTRIBUTE);
        return known == null ? find() : (Optional<User>) known;
    }

    private Optional<User> find() {
        Optional<User> user = authentication.isOpen()
                ? handle().flatMap(users::byHandle)
                : token().claims().map(JWTClaimsSet::getSubject).flatMap(users::bySubject);
        request.setAttribute(ATTRIBUTE, user);
        return user;
    }

    /** Returns the caller. A caller without a row in {@code users} is first registered if the bearer token is an ID token. */
    Optional<User> getOrRegister() {
        return get().isEmpty() && selfRegistration.register(token()) ? find() : get();
    }

    /** Whether the caller is authenticated, registered or not. */
    boolean isSignedIn() {
        return authentication.isOpen() ? get().isPresent() : token().claims().isPresent();
    }

    /**
     * Returns the caller, registering them like {@link #getOrRegister} if necessary.
     *
     * @throws ApiException 401 {@code token_missing} or {@code token_invalid}, and with {@code CRUDDUR_AUTH=open} {@code user_missing}; 403
     *     {@code user_not_registered}; 503 {@code issuer_unavailable}
     */
    public User required() {
        return getOrRegister().orElseThrow(this::unidentifiedError);
    }

    /** Whether the request or the configuration names a caller, known or not. */
    public boolean isNamed() {
        return authentication.isOpen() ? handle().isPresent() : token() != TokenVerification.MISSING;
    }

    /**
     * Returns the author that a request body names in {@code user_handle}. It must be the caller, except with {@code CRUDDUR_AUTH=open}.
     *
     * @return empty if no user has the handle; only with {@code CRUDDUR_AUTH=open}
     * @throws ApiException 403 {@code not_the_author} when the handle is not the caller's
     */
    public Optional<User> author(String userHandle) {
        if (authentication.isOpen()) {
            return users.byHandle(userHandle);
        }
        User caller = required();
        if (!Handle.stored(userHandle).equals(Optional.of(caller.handle()))) {
            throw ApiException.forbidden("not_the_author");
        }
        return Optional.of(caller);
    }

    private ApiException unidentifiedError() {
        if (authentication.isOpen()) {
            return ApiException.userMissing();
        }
        TokenVerification token = token();
        if (token.claims().isPresent()) {
            return ApiException.forbidden("user_not_registered");
        }
        return token == TokenVerification.UNVERIFIABLE
                ? ApiException.unavailable(token.refusal())
                : ApiException.unauthorized(token.refusal());
    }

    private Optional<String> handle() {
        String header = request.getHeader(HEADER);
        return header == null ? DEFAULT_USER : Optional.of(header).filter(handle -> !handle.isBlank());
    }

    private TokenVerification token() {
        return TokenVerification.of(request);
    }
}
