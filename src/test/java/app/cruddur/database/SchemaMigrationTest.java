package app.cruddur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.cruddur.support.ThrowAwayDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaMigrationTest {

    private static ThrowAwayDatabase postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void without_a_seed_the_schema_is_there_and_empty() throws Exception {
        ConnectionUrl url = postgres.create("plain");

        new SchemaMigration(url, SchemaMigration.contexts(null)).run();

        assertThat(postgres.number(url, "SELECT count(*) FROM users")).isZero();
        assertThat(postgres.number(url, "SELECT count(*) FROM activities")).isZero();
    }

    @Test
    void the_seed_is_the_originals_and_comes_once() throws Exception {
        ConnectionUrl url = postgres.create("seeded");

        for (int i = 0; i < 2; i++) {
            new SchemaMigration(url, SchemaMigration.contexts("seed")).run();
        }

        assertThat(postgres.number(url, "SELECT count(*) FROM users WHERE handle IN ('andrewbrown', 'bayko')"))
                .isEqualTo(2);
        assertThat(
                        postgres.number(
                                url,
                                """
                        SELECT count(*) FROM activities
                        WHERE message = 'This was imported as seed data!'
                          AND expires_at - created_at = interval '10 days'"""))
                .isEqualTo(1);
        assertThat(postgres.number(url, "SELECT count(*) FROM activities")).isEqualTo(1);
    }

    @Test
    void the_demo_is_alive_and_its_counts_are_right() throws Exception {
        ConnectionUrl url = postgres.create("demo");

        new SchemaMigration(url, SchemaMigration.contexts("demo")).run();

        assertThat(postgres.number(url, "SELECT count(*) FROM users")).isGreaterThanOrEqualTo(12);
        assertThat(postgres.number(url, "SELECT count(*) FROM activities WHERE reply_to_activity_uuid IS NULL"))
                .isGreaterThanOrEqualTo(100);
        assertThat(postgres.number(url, "SELECT count(*) FROM activities WHERE reply_to_activity_uuid IS NOT NULL"))
                .isPositive();
        assertThat(
                        postgres.number(
                                url,
                                """
                        SELECT count(*) FROM activities AS crud
                        WHERE replies_count <> (
                          SELECT count(*) FROM activities WHERE reply_to_activity_uuid = crud.uuid
                        )"""))
                .isZero();
    }

    @Test
    void two_nodes_may_start_at_once() throws Exception {
        ConnectionUrl url = postgres.create("twice");
        Callable<Void> node = () -> {
            new SchemaMigration(url, "schema,seed").run();
            return null;
        };

        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> outcome : nodes.invokeAll(List.of(node, node))) {
                outcome.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(postgres.number(url, "SELECT count(*) FROM users")).isEqualTo(2);
    }

    @Test
    void a_migration_whose_session_ends_between_two_change_sets_loses_its_lock_and_fails() throws Exception {
        ConnectionUrl url = postgres.create("interrupted");
        Logger changeSets = Logger.getLogger("liquibase.ui");
        Handler interruption = new BeforeSecondChangeSet(() -> endSession(url));
        changeSets.addHandler(interruption);
        try {
            assertThatThrownBy(() -> new SchemaMigration(url, "schema").run())
                    .isInstanceOf(IllegalStateException.class);
        } finally {
            changeSets.removeHandler(interruption);
        }

        assertThat(postgres.number(url, "SELECT count(*) FROM databasechangelog"))
                .isEqualTo(1);
    }

    /** Runs something on the migration's own thread, after its first change set was committed. */
    private static final class BeforeSecondChangeSet extends Handler {

        private final Runnable task;
        private int announced;

        BeforeSecondChangeSet(Runnable task) {
            this.task = task;
        }

        @Override
        public void publish(LogRecord message) {
            if (message.getMessage().startsWith("Running Changeset") && ++announced == 2) {
                task.run();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static void endSession(ConnectionUrl url) {
        try {
            String others = "datname = current_database() AND pid <> pg_backend_pid()";
            assertThat(postgres.number(
                            url, "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE " + others))
                    .isEqualTo(1);
            // A connection of the pool is trusted for a second after its use, and validated afterwards.
            Thread.sleep(1_100);
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_database_that_is_not_there_is_named_without_the_password() {
        ConnectionUrl url = ConnectionUrl.parse(postgres.url("missing").replace("postgres@", "postgres:s3cret@"));

        assertThatThrownBy(() -> new SchemaMigration(url, "schema").run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void the_database_holds_what_the_code_promises() throws Exception {
        ConnectionUrl url = postgres.create("constraints");
        new SchemaMigration(url, "schema,seed").run();
        String newUser = "INSERT INTO users (display_name, handle, email, cognito_user_id) VALUES ";
        String newCrud =
                "INSERT INTO activities (user_uuid, message, expires_at) SELECT uuid, %s, now() + interval '1 hour' FROM users LIMIT 1";

        assertThat(refusal(url, newUser + "('A', 'bayko', 'a@example.com', 'a')"))
                .isEqualTo("23505");
        assertThat(refusal(url, newUser + "('A', 'Bayko', 'a@example.com', 'a')"))
                .isEqualTo("23514");
        assertThat(refusal(url, newUser + "('A', 'a', 'ANDREW@test.com', 'a')")).isEqualTo("23505");
        assertThat(refusal(url, newUser + "('A', 'a', 'a@example.com', 'MOCK-bayko')"))
                .isEqualTo("23505");
        assertThat(refusal(url, newCrud.formatted("''"))).isEqualTo("23514");
        assertThat(refusal(url, newCrud.formatted("repeat('x', 1025)"))).isEqualTo("23514");
        assertThat(
                        refusal(
                                url,
                                "INSERT INTO activities (user_uuid, message, expires_at) VALUES (gen_random_uuid(), 'x', 'infinity')"))
                .isEqualTo("23503");
    }

    private static String refusal(ConnectionUrl url, String sql) {
        try {
            postgres.number(url, sql + " RETURNING 1");
            return "accepted";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
