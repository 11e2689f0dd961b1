package app.cruddur.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A server-sent event.
 *
 * @param id the position in {@code activity_events} of a reader that has received the event
 * @param name {@code update}, {@code delete} or {@code expire}
 * @param data one line of JSON
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML: Server-sent events</a>
 */
record StreamEvent(long id, String name, String data) {

    /** The event of a crud that was deleted or has expired. */
    static StreamEvent removed(long id, String name, UUID uuid) {
        return new StreamEvent(id, name, "{\"uuid\":\"" + uuid + "\"}");
    }

    /** Encodes events as {@code text/event-stream}. */
    static byte[] encode(List<StreamEvent> events) {
        StringBuilder text = new StringBuilder();
        for (StreamEvent event : events) {
            text.append("event: ").append(event.name).append("\nid: ").append(event.id);
            text.append("\ndata: ").append(event.data).append("\n\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Encodes events, followed by the id from which a reader that has received all of them resumes.
     *
     * @param last may be greater than the id of the last event, because not every change causes an event
     */
    static byte[] encode(List<StreamEvent> events, long last) {
        byte[] bytes = encode(events);
        byte[] id = ("id: " + last + "\n\n").getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(bytes, bytes.length + id.length);
        System.arraycopy(id, 0, both, bytes.length, id.length);
        return both;
    }
}
