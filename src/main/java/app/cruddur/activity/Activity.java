package app.cruddur.activity;

import app.cruddur.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * JPA entity of a crud or a reply, with only the columns that JPQL uses. Through JPA cruds are only deleted: the native named queries {@code
 * activities/create} and {@code activities/reply} insert them, and {@code activities/like} and its siblings change their counts.
 */
@Entity
@Table(name = "activities")
public class Activity {

    @Id
    private UUID uuid;

    /** Null if the account was deleted and the row only holds the replies of other users together. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_uuid")
    private User author;

    @Column(name = "replies_count")
    private int repliesCount;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "reply_to_activity_uuid")
    private Activity replyTo;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    protected Activity() {
        // for JPA
    }

    UUID uuid() {
        return uuid;
    }

    Activity replyTo() {
        return replyTo;
    }

    boolean isAuthoredBy(User user) {
        return author.uuid().equals(user.uuid());
    }
}
