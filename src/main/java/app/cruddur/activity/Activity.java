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
 * A crud or a reply to one, with the columns that JPQL uses. {@link Activities} inserts by SQL, so that the times are PostgreSQL's; likes and
 * reposts are counted by {@link Reactions}.
 */
@Entity
@Table(name = "activities")
public class Activity {

    @Id
    private UUID uuid;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
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

    boolean isBy(User user) {
        return author.uuid().equals(user.uuid());
    }
}
