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

/** A crud or a reply to one: a short message that ends. Likes and reposts are counted by {@link ReactionService}. */
@Entity
@Table(name = "activities")
public class Activity {

    @Id
    private UUID uuid;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_uuid")
    private User author;

    private String message;

    @Column(name = "replies_count")
    private int repliesCount;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "reply_to_activity_uuid")
    private Activity replyTo;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected Activity() {
        // for JPA
    }

    /** @param replyTo what it answers, or null for a crud of its own */
    Activity(User author, String message, OffsetDateTime createdAt, OffsetDateTime expiresAt, Activity replyTo) {
        this.uuid = UUID.randomUUID();
        this.author = author;
        this.message = message;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
        this.replyTo = replyTo;
    }

    UUID uuid() {
        return uuid;
    }

    Activity replyTo() {
        return replyTo;
    }

    OffsetDateTime expiresAt() {
        return expiresAt;
    }

    boolean isBy(User user) {
        return author.uuid().equals(user.uuid());
    }
}
