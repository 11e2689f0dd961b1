package app.cruddur.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The plan with which PostgreSQL executes a read as a prepared statement, as on a server's connection.
 *
 * @param text the output of EXPLAIN (ANALYZE, BUFFERS)
 */
record QueryPlan(String text) {

    /** PostgreSQL's {@code plan_cache_mode}: whether the plan is custom (for the values of the parameters) or generic (for all values). */
    enum Mode {
        /** PostgreSQL chooses after five executions. */
        AUTO,
        FORCE_CUSTOM_PLAN,
        FORCE_GENERIC_PLAN
    }

    private static final int EXECUTIONS_BEFORE_CHOICE = 5;
    private static final Pattern SEQUENTIAL_SCAN = Pattern.compile("Seq Scan on (\\w+)");
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");
    private static final Pattern PLANNING = Pattern.compile("Planning Time: ([0-9.]+) ms");
    private static final Pattern EXECUTION = Pattern.compile("Execution Time: ([0-9.]+) ms");

    /** @param parameters values of all parameters of the template; further ones are ignored */
    static QueryPlan of(Connection connection, SqlTemplate template, Map<String, String> parameters, Mode mode)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = " + mode.name().toLowerCase());
            statement.execute("PREPARE read AS " + template.asJson().replaceAll("\\?([0-9]+)", "\\$$1"));
            String execute = "EXECUTE read" + literals(template, parameters);
            try {
                for (int i = 0; mode == Mode.AUTO && i < EXECUTIONS_BEFORE_CHOICE; i++) {
                    statement.execute(execute);
                }
                try (ResultSet lines = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS) " + execute)) {
                    StringBuilder text = new StringBuilder();
                    while (lines.next()) {
                        text.append(lines.getString(1)).append('\n');
                    }
                    return new QueryPlan(text.toString());
                }
            } finally {
                statement.execute("DEALLOCATE read");
            }
        }
    }

    private static String literals(SqlTemplate template, Map<String, String> parameters) {
        if (template.parameters().isEmpty()) {
            return "";
        }
        return template.parameters().stream()
                .map(name -> "'" + parameters.get(name).replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The tables that were read by a sequential scan. */
    TreeSet<String> scanned() {
        return SEQUENTIAL_SCAN
                .matcher(text)
                .results()
                .map(scan -> scan.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The number of table and index blocks that were touched: a cost that does not depend on other load on the machine. */
    long blocks() {
        // The first node is the root, whose numbers include those of all other nodes.
        return BUFFERS.matcher(text).results().findFirst().map(QueryPlan::sum).orElse(0L);
    }

    private static long sum(MatchResult buffers) {
        return List.of(1, 2).stream()
                .filter(group -> buffers.group(group) != null)
                .mapToLong(group -> Long.parseLong(buffers.group(group)))
                .sum();
    }

    /** Whether the plan is generic. */
    boolean isGeneric() {
        return text.contains("$1");
    }

    double planningMilliseconds() {
        return number(PLANNING);
    }

    double executionMilliseconds() {
        return number(EXECUTION);
    }

    private double number(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }
}
