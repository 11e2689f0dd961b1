package app.cruddur.persistence.replica;

import app.cruddur.persistence.ReplicationPosition;
import app.cruddur.persistence.SqlTemplate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template's statement as JDBC takes it, after one that asks how far the server is. Both go in one message, and the second one sees at
 * least what the first one counted.
 *
 * @param sql both statements
 * @param parameters the names of the parameters, one for each question mark
 */
record ReplicaStatement(String sql, List<String> parameters) {

    private static final Pattern POSITIONAL = Pattern.compile("\\?([0-9]+)");

    /** @param columns of the one row that a template's JSON is */
    record Result(ReplicationPosition position, Object[] columns) {}

    static ReplicaStatement of(SqlTemplate template) {
        Matcher positional = POSITIONAL.matcher(template.asJson());
        List<String> names = positional
                .results()
                .map(match -> template.parameters().get(Integer.parseInt(match.group(1)) - 1))
                .toList();
        return new ReplicaStatement(
                "/* standby %s */ %s;\n%s".formatted(template.name(), ReplicationPosition.QUERY, positional.replaceAll("?")),
                names);
    }

    Result on(Connection connection, Map<String, ?> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, values.get(parameters.get(i)));
            }
            statement.execute();
            ReplicationPosition position = ReplicationPosition.of(statement.getResultSet());
            statement.getMoreResults();
            ResultSet row = statement.getResultSet();
            row.next();
            Object[] columns = new Object[row.getMetaData().getColumnCount()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = row.getString(i + 1);
            }
            return new Result(position, columns);
        }
    }
}
