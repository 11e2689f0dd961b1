package app.cruddur.events;

import java.util.UUID;

/**
 * What a transaction did to an activity: fired as a CDI event within it, told after its commit.
 *
 * @param uuid the activity's; of a new reply, that of what it answers, which is what readers see change
 */
public record ActivityChanged(Kind kind, UUID uuid) {

    /** Named as the stream's events are. */
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

    /** It is new, or something of it is. */
    public static ActivityChanged updated(UUID uuid) {
        return new ActivityChanged(Kind.UPDATE, uuid);
    }

    /** It is gone before its time. */
    public static ActivityChanged deleted(UUID uuid) {
        return new ActivityChanged(Kind.DELETE, uuid);
    }
}
