package app.cruddur.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.persistence.CruddurDataSource;
import app.cruddur.persistence.resilience.DatabaseTimeouts;
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
 * Upgrades an older schema with data to the current one and rolls it back. The older schema is a dump (pg_dump 15) of change sets 0001 to
 * 0008 with the demo seed and some manual rows. A dump, unlike a schema that the current changelog creates, detects change sets that were
 * edited later.
 */
class UpgradeTest {

    private static final String OLDER = "/schema-before-activity-events.sql";
    private static final Contexts DEMO = new Contexts(SchemaMigration.contexts("demo"));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Lists all objects of the schema, one per row. */
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
    /** The columns of each table of the older schema. */
    private Map<String, String> columns;

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
        columns = columns();
    }

    @Test
    void an_upgraded_database_has_the_schema_of_a_new_one_and_keeps_its_data() throws Exception {
        Map<String, String> contentsBefore = contents();
        assertThat(contentsBefore).containsKeys("activities", "users", "messages", "likes");
        ConnectionUrl fresh = postgres.create("fresh_" + NUMBER.incrementAndGet());
        new SchemaMigration(fresh, SchemaMigration.contexts(null)).run();

        migrate();

        assertThat(list(url, SCHEMA)).isEqualTo(list(fresh, SCHEMA));
        assertThat(contents()).containsAllEntriesOf(contentsBefore);
    }

    @Test
    void all_newer_change_sets_can_be_rolled_back_and_run_again() throws Exception {
        List<String> schema = list(url, SCHEMA);
        Map<String, String> contentsBefore = contents();
        long changeSetsBefore = changeSets();
        migrate();
        List<String> newer = list(url, SCHEMA);
        useNewSchema();

        rollback((int) (changeSets() - changeSetsBefore));

        assertThat(list(url, SCHEMA)).isEqualTo(schema);
        assertThat(contents()).isEqualTo(contentsBefore);
        migrate();
        assertThat(list(url, SCHEMA)).isEqualTo(newer);
    }

    @Test
    void the_last_change_set_can_be_rolled_back_and_run_again() throws Exception {
        migrate();
        List<String> schema = list(url, SCHEMA);
        useNewSchema();
        Map<String, String> contentsBefore = contents();

        rollback(1);

        assertThat(list(url, SCHEMA)).isNotEqualTo(schema);
        migrate();
        assertThat(list(url, SCHEMA)).isEqualTo(schema);
        assertThat(contents()).isEqualTo(contentsBefore);
    }

    @Test
    void an_idempotency_key_keeps_the_created_uuid_and_loses_the_text() throws Exception {
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

    @Test
    void messages_that_were_sent_before_have_no_expiry_and_stay_unread() throws Exception {
        long unread = postgres.number(url, "SELECT sum(unread_count) FROM message_group_members");
        assertThat(unread).isPositive();
        list(
                url,
                """
                INSERT INTO messages (message_group_uuid, user_uuid, message, created_at)
                SELECT message_group_uuid, user_uuid, 'Read', latest_message_at - interval '1 minute'
                FROM message_group_members
                RETURNING message""");

        migrate();

        assertThat(list(url, "SELECT DISTINCT expires_at::text FROM messages")).containsExactly("infinity");
        assertThat(
                        postgres.number(
                                url,
                                """
                        SELECT count(*) FROM message_group_members AS mine
                        INNER JOIN messages USING (message_group_uuid)
                        WHERE messages.user_uuid <> mine.user_uuid AND messages.created_at >= mine.unread_since"""))
                .isEqualTo(unread);
    }

    private void migrate() {
        new SchemaMigration(url, SchemaMigration.contexts("demo")).run();
    }

    private void rollback(int count) throws Exception {
        try (Connection connection = new CruddurDataSource(url, DatabaseTimeouts.MIGRATION).getConnection()) {
            Changelog.with(connection, liquibase -> {
                liquibase.rollback(count, null, DEMO, new LabelExpression());
                return null;
            });
        }
    }

    /** Writes rows to a newer table and to a newer column. */
    private void useNewSchema() throws SQLException {
        list(url, "UPDATE users SET default_ttl = 'PT5M', notify_expiring = true RETURNING handle");
        list(
                url,
                "INSERT INTO notifications SELECT user_uuid, uuid, now(), 'like' FROM activities LIMIT 1 RETURNING kind");
        list(url, "UPDATE message_groups SET ttl = 'PT5M' RETURNING uuid");
        list(url, "SELECT publish_activity_events(ARRAY['update'], ARRAY[uuid])::text FROM activities LIMIT 1");
    }

    @Test
    void a_rollback_deletes_what_a_deleted_account_left_without_an_author() throws Exception {
        long changeSetsBefore = changeSets();
        migrate();
        String account = list(
                        url,
                        """
                        SELECT crud.user_uuid FROM activities AS crud
                        INNER JOIN activities AS reply ON reply.reply_to_activity_uuid = crud.uuid
                        WHERE reply.user_uuid <> crud.user_uuid LIMIT 1""")
                .get(0);
        list(url, "SELECT change FROM delete_user('%s', 1000)".formatted(account));
        assertThat(postgres.number(url, "SELECT count(*) FROM activities WHERE user_uuid IS NULL"))
                .isPositive();

        rollback((int) (changeSets() - changeSetsBefore));

        assertThat(postgres.number(url, "SELECT count(*) FROM activities WHERE user_uuid IS NULL"))
                .isZero();
    }

    private long changeSets() throws SQLException {
        return postgres.number(url, "SELECT count(*) FROM databasechangelog");
    }

    /** The columns of each table, comma-separated. Excludes idempotency keys, which intentionally lose their copy of the text. */
    private Map<String, String> columns() throws SQLException {
        Map<String, String> all = new TreeMap<>();
        String sql =
                """
                SELECT table_name || ' ' || string_agg(column_name, ', ' ORDER BY ordinal_position)
                FROM information_schema.columns
                INNER JOIN information_schema.tables USING (table_schema, table_name)
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                  AND table_name NOT LIKE 'databasechangelog%' AND table_name <> 'idempotency_keys'
                GROUP BY table_name""";
        for (String row : list(url, sql)) {
            all.put(row.split(" ", 2)[0], row.split(" ", 2)[1]);
        }
        return all;
    }

    /** A checksum of each table of the older schema that has rows, of the columns that it had then. */
    private Map<String, String> contents() throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        for (Map.Entry<String, String> table : columns.entrySet()) {
            String sum = list(
                            url,
                            "SELECT count(*) || ' rows ' || COALESCE(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM (SELECT %s FROM %s) AS t"
                                    .formatted(table.getValue(), table.getKey()))
                    .get(0);
            if (!sum.startsWith("0 ")) {
                contents.put(table.getKey(), sum);
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
