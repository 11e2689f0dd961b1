package app.cruddur.activity;

/** A like or a repost: one row per user and crud in the reaction's table, counted in a column of the crud. Names the SQL of both. */
enum Reaction {
    LIKE("activities/like", "activities/unlike", "activities/likes"),
    REPOST("activities/repost", "activities/unrepost", "activities/reposts");

    private final String addName;
    private final String removeName;
    private final String readName;

    Reaction(String addName, String removeName, String readName) {
        this.addName = addName;
        this.removeName = removeName;
        this.readName = readName;
    }

    /** Name of the statement that adds the reaction. */
    String addName() {
        return addName;
    }

    /** Name of the statement that removes the reaction. */
    String removeName() {
        return removeName;
    }

    /** Name of the query that returns the count and whether the reader has reacted. */
    String readName() {
        return readName;
    }
}
