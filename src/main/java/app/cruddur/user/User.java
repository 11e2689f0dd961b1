package app.cruddur.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;

/** JPA entity of a user. {@link RegistrationService} and the seeds insert the rows; through JPA only the profile is updated. */
@Entity
@Table(name = "users")
public class User {

    @Id
    private UUID uuid;

    @Column(name = "display_name")
    private String displayName;

    @Column(updatable = false)
    private String handle;

    /** Subject of the user's bearer tokens. */
    @Column(name = "cognito_user_id", updatable = false)
    private String subject;

    private String bio;

    @Column(name = "default_ttl")
    private String defaultTtl;

    @Column(name = "notify_expiring")
    private boolean notifyExpiring;

    protected User() {
        // for JPA
    }

    /** A copy that belongs to no persistence context, so that requests can share it. */
    User detachedCopy() {
        User copy = new User();
        copy.uuid = uuid;
        copy.displayName = displayName;
        copy.handle = handle;
        copy.subject = subject;
        copy.bio = bio;
        copy.defaultTtl = defaultTtl;
        copy.notifyExpiring = notifyExpiring;
        return copy;
    }

    public UUID uuid() {
        return uuid;
    }

    public String handle() {
        return handle;
    }

    public String displayName() {
        return displayName;
    }

    /** The time to live of a crud that is created without one, a label or a duration. */
    public String defaultTtl() {
        return defaultTtl;
    }

    /** Updates the profile with values that have been validated. */
    void updateProfile(UpdateProfileRequest profile) {
        displayName = profile.displayName();
        bio = profile.bio();
        defaultTtl = Objects.requireNonNullElse(profile.defaultTtl(), defaultTtl);
        notifyExpiring = Objects.requireNonNullElse(profile.notifyExpiring(), notifyExpiring);
    }
}
