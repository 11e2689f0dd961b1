package app.cruddur.activity;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Allowed lifetimes of a crud, with their labels in the API. */
enum TimeToLive {
    THIRTY_DAYS("30-days", Duration.ofDays(30)),
    SEVEN_DAYS("7-days", Duration.ofDays(7)),
    THREE_DAYS("3-days", Duration.ofDays(3)),
    ONE_DAY("1-day", Duration.ofDays(1)),
    TWELVE_HOURS("12-hours", Duration.ofHours(12)),
    THREE_HOURS("3-hours", Duration.ofHours(3)),
    ONE_HOUR("1-hour", Duration.ofHours(1));

    private final String label;
    private final Duration duration;

    TimeToLive(String label, Duration duration) {
        this.label = label;
        this.duration = duration;
    }

    /** Finds a lifetime by its label. */
    static Optional<TimeToLive> named(String label) {
        return Arrays.stream(values()).filter(ttl -> ttl.label.equals(label)).findFirst();
    }

    Duration duration() {
        return duration;
    }
}
