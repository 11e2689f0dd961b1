package app.cruddur.live;

/**
 * Bytes that every stream sends that is up to date; the next ones are linked to it. A stream keeps a reference to the last one that it has
 * begun, so all streams share the same bytes, and those that every stream has sent are garbage.
 */
final class Broadcast {

    private final byte[] bytes;
    private final long end;
    private final long position;
    private volatile Broadcast next;

    private Broadcast(byte[] bytes, long end, long position) {
        this.bytes = bytes;
        this.end = end;
        this.position = position;
    }

    static Broadcast first() {
        return new Broadcast(new byte[0], 0, 0);
    }

    /** Only the listener's thread appends, and only to the newest. */
    Broadcast append(byte[] more, long newPosition) {
        next = new Broadcast(more, end + more.length, newPosition);
        return next;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The id in the event log up to which a stream has sent everything after these bytes. */
    long position() {
        return position;
    }

    /** Null for the newest. */
    Broadcast next() {
        return next;
    }

    /** The number of bytes between the end of these and the end of others. */
    long bytesUntil(Broadcast later) {
        return later.end - end;
    }
}
