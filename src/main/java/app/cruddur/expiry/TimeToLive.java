package app.cruddur.expiry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times to live: the labels of the API, and ISO 8601 durations of weeks, or of days, hours, minutes and seconds. */
public final class TimeToLive {

    private static final Map<String, Duration> LABELS = Map.of(
            "30-days", Duration.ofDays(30),
            "7-days", Duration.ofDays(7),
            "3-days", Duration.ofDays(3),
            "1-day", Duration.ofDays(1),
            "12-hours", Duration.ofHours(12),
            "3-hours", Duration.ofHours(3),
            "1-hour", Duration.ofHours(1));

    private static final Duration MIN = Duration.ofMinutes(5);
    private static final Duration MAX = Duration.ofDays(30);

    /** {@link Duration#parse} also accepts signs, fractions and lower case, but no weeks. openapi.yaml has the same patterns. */
    private static final Pattern DURATION =
            Pattern.compile("P(?=.)([0-9]{1,2}D)?(T(?=.)([0-9]{1,3}H)?([0-9]{1,5}M)?([0-9]{1,7}S)?)?");

    private static final Pattern WEEKS = Pattern.compile("P([0-9])W");

    private TimeToLive() {}

    /** Parses a label or a duration; empty for any other text, and for a duration of less than 5 minutes or more than 30 days. */
    public static Optional<Duration> parse(String text) {
        return Optional.ofNullable(LABELS.get(text)).or(() -> duration(text).filter(TimeToLive::isAllowed));
    }

    private static Optional<Duration> duration(String text) {
        Matcher weeks = WEEKS.matcher(text);
        if (weeks.matches()) {
            return Optional.of(Duration.ofDays(7L * Integer.parseInt(weeks.group(1))));
        }
        return DURATION.matcher(text).matches() ? Optional.of(Duration.parse(text)) : Optional.empty();
    }

    private static boolean isAllowed(Duration duration) {
        return duration.compareTo(MIN) >= 0 && duration.compareTo(MAX) <= 0;
    }
}
