package app.cruddur.feed;

import java.util.BitSet;

/** What a reader has liked and reposted on a page, by the position of the crud or reply. */
final class ReaderFlags {

    static final ReaderFlags NONE = new ReaderFlags();

    private final BitSet liked = new BitSet();
    private final BitSet reposted = new BitSet();

    void add(int position, boolean isLike) {
        (isLike ? liked : reposted).set(position);
    }

    boolean isLiked(int position) {
        return liked.get(position);
    }

    boolean isReposted(int position) {
        return reposted.get(position);
    }
}
