package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.ThrowAwayDatabase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.Contexts;
import liquibase.LabelExpression;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From an older schema to today's and back, with data. The older one is a dump (pg_dump 15, of change sets 0001 to 0008 with the demo seed
 * and some rows by hand): what was written once is not written anew by today's changelog, and a change set that was edited since is found.
 */
class UpgradeTest {

    private static final String OLDER = "/schema-before-activity-events.sql";
    private static final Contexts DEMO = new Contexts(SchemaMigration.contexts("demo"));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Everything that a schema is, one line each. */
    private static final String SCHEMA =
            """
            SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, column_default, is_nullable)
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name NOT LIKE 'databasechangelog%'
            UNION ALL
            SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE 'databasechangelog%'
            UNION ALL
            SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid))
            FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE 'databasechangelog%'
            UNION ALL
            SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL
            SELECT pg_get_functiondef(pg_proc.oid)
            FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace
              AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
            UNION ALL
            SELECT format('%s %s', viewname, definition) FROM pg_views WHERE schemaname = 'public'
            ORDER BY 1""";

    private static ThrowAwayDatabase postgres;
    private ConnectionUrl url;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void restore() throws Exception {
        url = postgres.create("upgraded_" + NUMBER.incrementAndGet());
        try (InputStream dump = getClass().getResourceAsStream(OLDER);
                Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void an_older_database_becomes_what_a_new_one_is_and_keeps_all_that_it_holds() throws Exception {
        Map<String, String> held = contents();
        assertThat(held).containsKeys("activities", "users", "messages", "likes");
        ConnectionUrl fresh = postgres.create("fresh_" + NUMBER.incrementAndGet());
        new SchemaMigration(fresh, SchemaMigration.contexts(null)).run();

        migrate();

        assertThat(list(url, SCHEMA)).isEqualTo(list(fresh, SCHEMA));
        assertThat(contents()).containsAllEntriesOf(held);
    }

    @Test
    void all_that_is_newer_can_be_taken_back_and_done_again() throws Exception {
        List<String> schema = list(url, SCHEMA);
        Map<String, String> held = contents();
        long ran = changeSets();
        migrate();
        List<String> newer = list(url, SCHEMA);
        use();

        rollback((int) (changeSets() - ran));

        assertThat(list(url, SCHEMA)).isEqualTo(schema);
        assertThat(contents()).isEqualTo(held);
        migrate();
        assertThat(list(url, SCHEMA)).isEqualTo(newer);
    }

    @Test
    void the_last_change_set_can_be_taken_back_and_done_again() throws Exception {
        migrate();
        List<String> schema = list(url, SCHEMA);
        use();
        Map<String, String> held = contents();

        rollback(1);

        assertThat(list(url, SCHEMA)).isNotEqualTo(schema);
        migrate();
        assertThat(list(url, SCHEMA)).isEqualTo(schema);
        assertThat(contents()).isEqualTo(held);
    }

    @Test
    void an_idempotency_key_keeps_what_it_created_and_loses_its_text() throws Exception {
        String activity = list(url, "SELECT uuid::text FROM activities LIMIT 1").get(0);
        list(
                url,
                """
                INSERT INTO idempotency_keys (user_uuid, key, request, answer)
                SELECT user_uuid, 'posted', 'asked', json_build_object('uuid', uuid, 'message', message)::text
                FROM activities WHERE uuid = '%s'
                RETURNING key"""
                        .formatted(activity));

        migrate();

        assertThat(list(url, "SELECT concat_ws(' ', key, request, created_uuid) FROM idempotency_keys"))
                .containsExactly("posted asked " + activity);
    }

    private void migrate() {
        new SchemaMigration(url, SchemaMigration.contexts("demo")).run();
    }

    private void rollback(int count) throws Exception {
        try (Connection connection = new CruddurDataSource(url, Patience.MIGRATION).getConnection()) {
            Changelog.with(connection, liquibase -> {
                liquibase.rollback(count, null, DEMO, new LabelExpression());
                return null;
            });
        }
    }

    /** Something in what is new. */
    private void use() throws SQLException {
        list(url, "SELECT tell_of_activities(ARRAY['update'], ARRAY[uuid])::text FROM activities LIMIT 1");
    }

    private long changeSets() throws SQLException {
        return postgres.number(url, "SELECT count(*) FROM databasechangelog");
    }

    /** Of each table with rows a sum over all of them; not of idempotency keys, which lose their copy of the text on purpose. */
    private Map<String, String> contents() throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        String tables =
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'databasechangelog%'"
                        + " AND tablename <> 'idempotency_keys'";
        for (String table : list(url, tables)) {
            String sum = list(
                            url,
                            "SELECT count(*) || ' rows ' || COALESCE(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM %s AS t"
                                    .formatted(table))
                    .get(0);
            if (!sum.startsWith("0 ")) {
                contents.put(table, sum);
            }
        }
        return contents;
    }

    private static List<String> list(ConnectionUrl url, String sql) throws SQLException {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> list = new ArrayList<>();
            while (rows.next()) {
                list.add(rows.getString(1));
            }
            return list;
        }
    }
}
