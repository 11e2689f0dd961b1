package app.cruddur.events;

/**
 * Bytes to be sent by all streams that are up to date: a node of a linked list, to which the next broadcast is appended. Each stream refers to
 * the broadcast that it began last. All streams thus share the same bytes, and broadcasts that every stream has sent can be garbage-collected.
 */
final class Broadcast {

    private final byte[] bytes;
    private final long endOffset;
    private final long position;
    private volatile Broadcast next;

    private Broadcast(byte[] bytes, long endOffset, long position) {
        this.bytes = bytes;
        this.endOffset = endOffset;
        this.position = position;
    }

    static Broadcast first() {
        return new Broadcast(new byte[0], 0, 0);
    }

    /** Appends a broadcast. Called by the listener's thread only, and on the newest broadcast only. */
    Broadcast append(byte[] newBytes, long newPosition) {
        next = new Broadcast(newBytes, endOffset + newBytes.length, newPosition);
        return next;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The id in the event log up to which a stream has sent all events once it has sent these bytes. */
    long position() {
        return position;
    }

    /** The next broadcast; null if this is the newest. */
    Broadcast next() {
        return next;
    }

    /** The number of bytes from the end of this broadcast to the end of a later one. */
    long bytesUntil(Broadcast later) {
        return later.endOffset - endOffset;
    }
}
