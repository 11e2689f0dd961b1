package app.cruddur.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A server-sent event.
 *
 * @param id where in {@code activity_events} whoever has it stands
 * @param name {@code update}, {@code delete} or {@code expire}
 * @param data one line of JSON
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML: Server-sent events</a>
 */
record StreamEvent(long id, String name, String data) {

    /** Of what is there no longer. */
    static StreamEvent gone(long id, String name, UUID uuid) {
        return new StreamEvent(id, name, "{\"uuid\":\"" + uuid + "\"}");
    }

    /** All of them as they go over the wire. */
    static byte[] bytes(List<StreamEvent> events) {
        StringBuilder text = new StringBuilder();
        for (StreamEvent event : events) {
            text.append("event: ").append(event.name).append("\nid: ").append(event.id);
            text.append("\ndata: ").append(event.data).append("\n\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same, and the id from which a reader resumes that got all of them: later changes may not have been worth an event. */
    static byte[] bytes(List<StreamEvent> events, long last) {
        byte[] bytes = bytes(events);
        byte[] id = ("id: " + last + "\n\n").getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(bytes, bytes.length + id.length);
        System.arraycopy(id, 0, both, bytes.length, id.length);
        return both;
    }
}
