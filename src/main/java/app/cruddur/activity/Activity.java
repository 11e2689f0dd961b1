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

/** A crud: a short message that ends. Its counts are the database's to keep. */
@Entity
@Table(name = "activities")
public class Activity {

    @Id
    private UUID uuid;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_uuid")
    private User author;

    private String message;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected Activity() {
        // for JPA
    }

    /** A new crud, alive from {@code createdAt} for as long as {@code timeToLive} says. */
    Activity(User author, String message, OffsetDateTime createdAt, TimeToLive timeToLive) {
        this.uuid = UUID.randomUUID();
        this.author = author;
        this.message = message;
        this.createdAt = createdAt;
        this.expiresAt = createdAt.plus(timeToLive.duration());
    }

    UUID uuid() {
        return uuid;
    }
}
