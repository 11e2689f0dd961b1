package app.cruddur.activity;

/** A like or a repost: one row per user and crud in the reaction's table, counted in a column of the crud. Holds the SQL of both. */
enum Reaction {
    LIKE("likes"),
    REPOST("reposts");

    private final String table;

    Reaction(String table) {
        this.table = table;
    }

    /**
     * Inserts the reaction of user ?1 to the unexpired crud ?2, if it does not exist. {@code FOR KEY SHARE} waits for a concurrent deletion of
     * the crud and then finds no row; without it, the insert would violate the foreign key.
     */
    String insertSql() {
        return """
                INSERT INTO %1$s (user_uuid, activity_uuid)
                SELECT CAST(?1 AS uuid), uuid FROM activities WHERE uuid = CAST(?2 AS uuid) AND expires_at > now()
                FOR KEY SHARE
                ON CONFLICT DO NOTHING"""
                .formatted(table);
    }

    /** Deletes the reaction of user ?1 to crud ?2. */
    String deleteSql() {
        return "DELETE FROM %1$s WHERE user_uuid = CAST(?1 AS uuid) AND activity_uuid = CAST(?2 AS uuid)"
                .formatted(table);
    }

    /** Changes the count of crud ?1 by ?2. */
    String updateCountSql() {
        return "UPDATE activities SET %1$s_count = %1$s_count + ?2 WHERE uuid = CAST(?1 AS uuid)".formatted(table);
    }

    /** Name of the query that returns the count and whether the reader has reacted. */
    String queryName() {
        return this == LIKE ? "activities/likes" : "activities/reposts";
    }
}
