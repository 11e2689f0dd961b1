package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueryLogTest {

    @Test
    void a_read_is_told_with_its_title_its_sql_and_its_parameters() {
        String text = QueryLog.describe(
                "/* page activities/home */\nSELECT $1", new TreeMap<>(Map.of(1, 21, 2, "infinity")), 1.25);

        assertThat(text)
                .containsSubsequence(
                        "SQL STATEMENT [page activities/home]", "SELECT $1", "SQL PARAMETERS", "1: 21", "2: infinity");
    }

    @Test
    void a_write_is_called_by_its_verb() {
        assertThat(QueryLog.describe("INSERT INTO activities …", new TreeMap<>(), 1))
                .contains("[INSERT]")
                .doesNotContain("PARAMETERS");
    }
}
