package app.cruddur.persistence;

import java.util.List;
import java.util.Map;

/** Converts a read into the syntax of pgbench, with named parameters. */
public final class PgbenchStatement {

    private PgbenchStatement() {}

    /**
     * The statement of {@code db/sql/<name>.sql}.
     *
     * @param forReader whether to use the variant for signed-in readers, if there is one
     * @param expressions what to write instead of some parameters; the others become pgbench variables with the same name
     */
    public static String of(String name, boolean forReader, Map<String, String> expressions) {
        List<SqlTemplate> variants = SqlTemplate.load(name);
        SqlTemplate template = variants.get(forReader ? variants.size() - 1 : 0);
        String sql = template.asJson();
        for (int i = template.parameters().size(); i > 0; i--) {
            String parameter = template.parameters().get(i - 1);
            sql = sql.replace("?" + i, expressions.getOrDefault(parameter, ":" + parameter));
        }
        return sql + ";\n";
    }
}
