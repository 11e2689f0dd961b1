package app.cruddur.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON array of cruds as PostgreSQL wrote it, into which the flags of a reader are inserted: as the last two members of each crud, where
 * the SQL for signed-in readers puts them. Replies within a crud have no flags.
 */
final class CrudsJson {

    private static final int UUID_LENGTH = 36;
    private static final byte[][][] MEMBERS = {
        {members(false, false), members(false, true)},
        {members(true, false), members(true, true)}
    };

    private final byte[] json;
    private final List<String> uuids = new ArrayList<>();
    /** The positions of the closing braces of the cruds. */
    private final List<Integer> ends = new ArrayList<>();

    /** @param json each crud begins with its uuid */
    CrudsJson(byte[] json) {
        this.json = json;
        int start = "{\"uuid\":\"".length();
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            switch (json[i]) {
                case '"' -> inString = !inString;
                case '\\' -> i++;
                case '{', '[' -> {
                    if (!inString && ++depth == 2) {
                        uuids.add(new String(json, i + start, UUID_LENGTH, StandardCharsets.US_ASCII));
                    }
                }
                case '}', ']' -> {
                    if (!inString && --depth == 1) {
                        ends.add(i);
                    }
                }
                default -> {
                    // Part of a value. Bytes of multi-byte characters are negative, so they are never one of the above.
                }
            }
        }
    }

    /** The uuids of the cruds, in their order; a crud may occur twice in a user's feed. */
    List<String> uuids() {
        return uuids;
    }

    byte[] with(ReaderFlags flags) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(json.length + uuids.size() * MEMBERS[0][0].length);
        int copied = 0;
        for (int i = 0; i < ends.size(); i++) {
            int end = ends.get(i);
            all.write(json, copied, end - copied);
            all.writeBytes(MEMBERS[flags.isLiked(i) ? 1 : 0][flags.isReposted(i) ? 1 : 0]);
            copied = end;
        }
        all.write(json, copied, json.length - copied);
        return all.toByteArray();
    }

    private static byte[] members(boolean liked, boolean reposted) {
        return (",\"liked\":" + liked + ",\"reposted\":" + reposted).getBytes(StandardCharsets.US_ASCII);
    }
}
