package app.cruddur.feed;

/**
 * What a reader has liked and reposted on a page.
 *
 * @param liked bit i is set if the reader likes the crud at position i
 * @param reposted bit i is set if the reader has reposted the crud at position i
 */
record ReaderFlags(long liked, long reposted) {

    static final ReaderFlags NONE = new ReaderFlags(0, 0);

    static ReaderFlags of(int position, boolean isLike) {
        return isLike ? new ReaderFlags(1L << position, 0) : new ReaderFlags(0, 1L << position);
    }

    ReaderFlags and(ReaderFlags other) {
        return new ReaderFlags(liked | other.liked, reposted | other.reposted);
    }

    boolean isLiked(int position) {
        return (liked >> position & 1) == 1;
    }

    boolean isReposted(int position) {
        return (reposted >> position & 1) == 1;
    }
}
