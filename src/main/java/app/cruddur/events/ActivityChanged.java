package app.cruddur.events;

import java.util.UUID;

/**
 * CDI event: a transaction created, changed or deleted an activity. It is fired within the transaction and published after the commit.
 *
 * @param uuid the activity's UUID; for a new reply, that of the crud or reply that it answers, whose reply count has changed
 */
public record ActivityChanged(Kind kind, UUID uuid) {

    /** The kind of change; the labels are the names of the stream's events. */
    public enum Kind {
        UPDATE("update"),
        DELETE("delete");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** The activity was created, or its content or a count has changed. */
    public static ActivityChanged updated(UUID uuid) {
        return new ActivityChanged(Kind.UPDATE, uuid);
    }

    /** The activity was deleted before it expired. */
    public static ActivityChanged deleted(UUID uuid) {
        return new ActivityChanged(Kind.DELETE, uuid);
    }
}
