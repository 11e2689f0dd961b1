package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ThrowAwayDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a profile and the pages of direct messages cost where there are many; no server needed. */
class ReadCostTest {

    private static final String START = "SELECT 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'";

    private static ThrowAwayDatabase postgres;
    private static Connection connection;

    /** Ann has written to 5,000 people, once to each but 30,000 times to the first; and posted 200 of 50,000 cruds. */
    @BeforeAll
    static void load() throws Exception {
        postgres = ThrowAwayDatabase.start();
        ConnectionUrl url = postgres.create("cost");
        new SchemaMigration(url, "schema").run();
        connection = postgres.connect(url);
        run(
                """
                INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
                SELECT CAST(lpad(CAST(n AS text), 32, '0') AS uuid), 'User ' || n, 'user' || n, 'user' || n, 'user' || n
                FROM generate_series(0, 5000) AS n""");
        run(
                """
                INSERT INTO message_groups (uuid, first_user_uuid, second_user_uuid, latest_message_at)
                SELECT gen_random_uuid(), ann.uuid, other.uuid, now() - row_number() OVER () * interval '1 minute'
                FROM users AS ann, users AS other
                WHERE ann.handle = 'user0' AND other.handle <> 'user0'""");
        run(
                """
                INSERT INTO message_group_members (message_group_uuid, user_uuid, latest_message_at)
                SELECT uuid, unnest(ARRAY[first_user_uuid, second_user_uuid]), latest_message_at FROM message_groups""");
        run(
                """
                INSERT INTO messages (message_group_uuid, user_uuid, message, created_at)
                SELECT groups.uuid, groups.first_user_uuid, 'Hello', latest_message_at - n * interval '1 second'
                FROM message_groups AS groups
                INNER JOIN users ON users.uuid = groups.second_user_uuid
                CROSS JOIN LATERAL generate_series(1, CASE WHEN users.handle = 'user1' THEN 30000 ELSE 1 END) AS n""");
        run(
                """
                INSERT INTO activities (user_uuid, message, created_at, expires_at)
                SELECT users.uuid, 'Hello', now() - n * interval '1 minute', now() + interval '1 hour'
                FROM generate_series(1, 50000) AS n
                INNER JOIN users ON users.handle = 'user' || n % 250""");
        run("VACUUM ANALYZE");
    }

    @AfterAll
    static void stop() throws SQLException, IOException {
        connection.close();
        postgres.close();
    }

    @Test
    void the_thousandth_page_of_a_conversation_costs_what_the_first_one_does() throws SQLException {
        String group = "(SELECT message_group_uuid FROM messages GROUP BY 1 HAVING count(*) > 1)";
        Map<String, String> of = Map.of("message_group_uuid", literal("SELECT " + group), "reader_uuid", ann());

        QueryPlan first = page("messages/group", of, 20, START);
        QueryPlan thousandth = page(
                "messages/group",
                of,
                20,
                "SELECT created_at, uuid FROM messages WHERE message_group_uuid = " + group
                        + " ORDER BY 1 DESC, 2 DESC OFFSET 19979 LIMIT 1");

        assertThat(first.text()).contains("messages_group_idx").doesNotContain("Seq Scan", "\"Sort\"");
        assertThat(thousandth.blocks()).isLessThanOrEqualTo(first.blocks() + 10);
    }

    @Test
    void the_thousandth_page_of_the_conversations_costs_what_the_first_one_does() throws SQLException {
        Map<String, String> of = Map.of("user_uuid", ann());

        QueryPlan first = page("message_groups/user", of, 5, START);
        QueryPlan thousandth = page(
                "message_groups/user",
                of,
                5,
                "SELECT latest_message_at, message_group_uuid FROM message_group_members WHERE user_uuid = " + ann()
                        + " ORDER BY 1 DESC, 2 DESC OFFSET 4994 LIMIT 1");

        assertThat(first.text())
                .contains("message_group_members_user_idx", "messages_group_idx")
                .doesNotContain("Seq Scan", "\"Sort\"");
        assertThat(thousandth.blocks()).isLessThanOrEqualTo(first.blocks() + 10);
    }

    @Test
    void a_profile_counts_its_own_cruds_and_touches_no_others() throws SQLException {
        QueryPlan plan = QueryPlan.of(connection, "users/profile", Map.of("handle", "'user0'"));

        assertThat(plan.text())
                .contains("users_handle_key", "activities_user_idx")
                .doesNotContain("Seq Scan");
        assertThat(plan.blocks()).isLessThan(250);
    }

    /** @param cursor a query that gives the row before the page */
    private static QueryPlan page(String name, Map<String, String> of, int limit, String cursor) throws SQLException {
        Map<String, String> parameters = new HashMap<>(of);
        parameters.put("limit", String.valueOf(limit + 1));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(cursor)) {
            row.next();
            parameters.put("before", "'" + row.getString(1) + "'");
            parameters.put("before_uuid", "'" + row.getString(2) + "'");
        }
        return QueryPlan.of(connection, name, parameters);
    }

    private static String ann() throws SQLException {
        return literal("SELECT uuid FROM users WHERE handle = 'user0'");
    }

    private static String literal(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return "'" + row.getString(1) + "'";
        }
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
