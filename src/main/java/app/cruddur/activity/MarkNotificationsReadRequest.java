package app.cruddur.activity;

import app.cruddur.http.ApiException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Request body that marks notifications as read.
 *
 * @param readAt the {@code notified_at} of the newest notification that was shown
 */
public record MarkNotificationsReadRequest(String readAt) {

    /**
     * Returns the time in a form that PostgreSQL reads.
     *
     * @throws ApiException 422 when it is not an ISO 8601 time with an offset, between the years 1970 and 9999
     */
    String validReadAt() {
        try {
            OffsetDateTime time = OffsetDateTime.parse(readAt == null ? "" : readAt);
            if (time.getYear() >= 1970 && time.getYear() <= 9999) {
                return time.toString();
            }
        } catch (DateTimeException e) {
            // Invalid, as below.
        }
        throw ApiException.unprocessable(List.of("read_at_invalid"));
    }
}
