package app.cruddur.persistence;

/** A read as the server sends it, with its parameters named for pgbench. */
public final class PgbenchStatement {

    private PgbenchStatement() {}

    /** The guests' variant of {@code db/sql/<name>.sql}. */
    public static String of(String name) {
        SqlTemplate template = SqlTemplate.load(name).get(0);
        String sql = template.asJson();
        for (int i = template.parameters().size(); i > 0; i--) {
            sql = sql.replace("?" + i, ":" + template.parameters().get(i - 1));
        }
        return sql;
    }
}
