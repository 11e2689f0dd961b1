package app.cruddur.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Somebody who can post. Rows come from the sign-up Lambda and the seeds; here they only introduce themselves anew. */
@Entity
@Table(name = "users")
public class User {

    @Id
    private UUID uuid;

    @Column(name = "display_name")
    private String displayName;

    @Column(updatable = false)
    private String handle;

    /** The subject of this person's bearer tokens. */
    @Column(name = "cognito_user_id", updatable = false)
    private String subject;

    private String bio;

    protected User() {
        // for JPA
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

    /** Says anew who they are; what it says has been validated. */
    public void introduce(String displayName, String bio) {
        this.displayName = displayName;
        this.bio = bio;
    }
}
