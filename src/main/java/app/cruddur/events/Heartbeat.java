package app.cruddur.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends a comment to all streams every 15 seconds, in two writes. The first write to a connection that the reader has closed succeeds; the
 * response to it makes the second write fail, which releases the stream's permit.
 */
final class Heartbeat {

    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration SECOND_WRITE_DELAY = Duration.ofSeconds(1);

    private static final byte[] COMMENT_START = ":\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] COMMENT_END = "\n".getBytes(StandardCharsets.UTF_8);

    private long startedAt = System.nanoTime();
    private boolean secondWritePending;

    /** Sends what is due; called several times a second. */
    void sendIfDue(StreamRegistry streams, Backlog backlog) {
        long since = System.nanoTime() - startedAt;
        if (since >= INTERVAL.toNanos()) {
            startedAt = System.nanoTime();
            secondWritePending = true;
            streams.send(COMMENT_START);
            backlog.sendHeartbeat();
        } else if (secondWritePending && since >= SECOND_WRITE_DELAY.toNanos()) {
            secondWritePending = false;
            streams.send(COMMENT_END);
        }
    }
}
