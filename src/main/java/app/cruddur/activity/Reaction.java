package app.cruddur.activity;

/** What somebody can do to a crud once and take back: a row of a table, counted in a column of the crud. */
enum Reaction {
    LIKE("likes"),
    REPOST("reposts");

    private final String table;

    Reaction(String table) {
        this.table = table;
    }

    /**
     * Adds ?1's reaction to the unexpired crud ?2, unless it is there. Locked so, a crud that somebody is deleting is waited for and then
     * found gone, rather than missed by the foreign key.
     */
    String add() {
        return """
                INSERT INTO %1$s (user_uuid, activity_uuid)
                SELECT CAST(?1 AS uuid), uuid FROM activities WHERE uuid = CAST(?2 AS uuid) AND expires_at > now()
                FOR KEY SHARE
                ON CONFLICT DO NOTHING"""
                .formatted(table);
    }

    /** Takes ?1's reaction to the crud ?2 back. */
    String remove() {
        return "DELETE FROM %1$s WHERE user_uuid = CAST(?1 AS uuid) AND activity_uuid = CAST(?2 AS uuid)"
                .formatted(table);
    }

    /** Changes the crud ?1's count by ?2. */
    String count() {
        return "UPDATE activities SET %1$s_count = %1$s_count + ?2 WHERE uuid = CAST(?1 AS uuid)".formatted(table);
    }

    /** The read that tells how many there are and whether one is the reader's. */
    String read() {
        return this == LIKE ? "activities/likes" : "activities/reposts";
    }
}
