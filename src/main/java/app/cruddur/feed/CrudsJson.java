package app.cruddur.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON array of cruds as PostgreSQL wrote it, into which the flags of a reader are inserted: as the last two members of each crud and of
 * each reply within a crud, where the SQL for signed-in readers puts them.
 */
final class CrudsJson {

    private static final int UUID_LENGTH = 36;
    private static final byte[][][] MEMBERS = {
        {members(false, false), members(false, true)},
        {members(true, false), members(true, true)}
    };

    private final byte[] json;
    private final List<String> uuids = new ArrayList<>();
    /** By the position of a crud's closing brace, in increasing order: its place in {@link #uuids}. */
    private final Map<Integer, Integer> ends = new LinkedHashMap<>();

    /** @param json each object is a crud or a reply, and begins with its uuid */
    CrudsJson(byte[] json) {
        this.json = json;
        int start = "{\"uuid\":\"".length();
        Deque<Integer> open = new ArrayDeque<>();
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            switch (json[i]) {
                case '"' -> inString = !inString;
                case '\\' -> i++;
                case '{' -> {
                    if (!inString) {
                        open.push(uuids.size());
                        uuids.add(new String(json, i + start, UUID_LENGTH, StandardCharsets.US_ASCII));
                    }
                }
                case '}' -> {
                    if (!inString) {
                        ends.put(i, open.pop());
                    }
                }
                default -> {
                    // Part of a value. Bytes of multi-byte characters are negative, so they are never one of the above.
                }
            }
        }
    }

    /** The uuids of the cruds and replies, in the order in which they begin; a crud may occur twice in a user's feed. */
    List<String> uuids() {
        return uuids;
    }

    byte[] with(ReaderFlags flags) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(json.length + uuids.size() * MEMBERS[0][0].length);
        int copied = 0;
        for (Map.Entry<Integer, Integer> crud : ends.entrySet()) {
            int end = crud.getKey();
            int place = crud.getValue();
            all.write(json, copied, end - copied);
            all.writeBytes(MEMBERS[flags.isLiked(place) ? 1 : 0][flags.isReposted(place) ? 1 : 0]);
            copied = end;
        }
        all.write(json, copied, json.length - copied);
        return all.toByteArray();
    }

    private static byte[] members(boolean liked, boolean reposted) {
        return (",\"liked\":" + liked + ",\"reposted\":" + reposted).getBytes(StandardCharsets.US_ASCII);
    }
}
