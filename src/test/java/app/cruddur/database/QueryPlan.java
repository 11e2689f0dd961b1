package app.cruddur.database;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How PostgreSQL runs a read once it is prepared for any parameters, which is what a server's connections come to.
 *
 * @param text the plan as JSON
 * @param blocks how many blocks of tables and indexes it touched: a cost that no other load on the machine changes
 */
record QueryPlan(String text, long blocks) {

    /** @param parameters all of the template's, as SQL literals */
    static QueryPlan of(Connection connection, String name, Map<String, String> parameters) throws SQLException {
        SqlTemplate template = SqlTemplate.load(name).get(0);
        String sql = template.asJson().replaceAll("\\?([0-9]+)", "\\$$1");
        String literals =
                template.parameters().stream().map(parameters::get).collect(Collectors.joining(", ", "(", ")"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE read AS " + sql);
            try (ResultSet rows =
                    statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE read" + literals)) {
                rows.next();
                return parse(rows.getString(1));
            } finally {
                statement.execute("DEALLOCATE read");
            }
        }
    }

    private static QueryPlan parse(String text) {
        try (var json = Json.createReader(new StringReader(text))) {
            JsonObject plan = json.readArray().getJsonObject(0).getJsonObject("Plan");
            return new QueryPlan(text, plan.getInt("Shared Hit Blocks") + plan.getInt("Shared Read Blocks"));
        }
    }
}
