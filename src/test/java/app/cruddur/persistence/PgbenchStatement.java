package app.cruddur.persistence;

/** Converts a read into the syntax of pgbench, with named parameters. */
public final class PgbenchStatement {

    private PgbenchStatement() {}

    /** The variant for guests of {@code db/sql/<name>.sql}. */
    public static String of(String name) {
        SqlTemplate template = SqlTemplate.load(name).get(0);
        String sql = template.asJson();
        for (int i = template.parameters().size(); i > 0; i--) {
            sql = sql.replace("?" + i, ":" + template.parameters().get(i - 1));
        }
        return sql;
    }
}
