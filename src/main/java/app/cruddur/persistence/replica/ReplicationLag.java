package app.cruddur.persistence.replica;

import app.cruddur.persistence.ReplicationPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where the primary's log stood in the last second, as often as it was looked at. */
final class ReplicationLag {

    private record Look(ReplicationPosition position, long at) {}

    private final Duration kept;
    private final Deque<Look> looks = new ArrayDeque<>();

    ReplicationLag(Duration kept) {
        this.kept = kept;
    }

    /** @param at before the primary was asked: what was committed until then is within the position */
    synchronized void add(ReplicationPosition position, long at) {
        looks.addFirst(new Look(position, at));
        forget(at);
    }

    /** Whether anything is known of the last second. */
    synchronized boolean isKnown(long now) {
        forget(now);
        return !looks.isEmpty();
    }

    /**
     * How much of the time before a reading it may lack; nothing when that is too much, or not known.
     *
     * @param position how far the server was before it was read from
     * @param at when the reading began
     */
    synchronized Optional<Duration> lag(ReplicationPosition position, long at) {
        forget(at);
        return looks.stream()
                .filter(look -> position.reaches(look.position))
                .findFirst()
                .map(look -> Duration.ofNanos(Math.max(0, at - look.at)));
    }

    private void forget(long now) {
        while (!looks.isEmpty() && now - looks.getLast().at > kept.toNanos()) {
            looks.removeLast();
        }
    }
}
