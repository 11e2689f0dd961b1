package app.cruddur.persistence;

import static app.cruddur.support.PasswordedPostgres.PASSWORD;
import static app.cruddur.support.PasswordedPostgres.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.cruddur.support.PasswordedPostgres;
import app.cruddur.support.Programs;
import app.cruddur.support.RunningServer;
import app.cruddur.support.Scripts;
import app.cruddur.support.Scripts.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the scripts under {@code bin/db} with a real PostgreSQL. {@link Scripts} checks that the password is neither printed nor on a
 * command line.
 */
class DatabaseScriptsTest {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int NOT_SET_UP = 3;
    private static final int UNREACHABLE = 4;
    private static final int NOT_CONFIRMED = 5;
    private static final int PENDING = 6;

    @TempDir
    private static Path serverDirectory;

    private static PasswordedPostgres postgres;

    @TempDir
    private Path directory;

    private Scripts scripts;

    @BeforeAll
    static void start() throws Exception {
        Programs.require("psql", "postgresql-client");
        postgres = PasswordedPostgres.start(serverDirectory);
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        scripts = new Scripts(directory, PASSWORD, encode(PASSWORD));
    }

    @Test
    void setup_creates_and_seeds_the_database_and_can_be_repeated() throws Exception {
        var here = local("setup twice");

        for (int time = 1; time <= 2; time++) {
            succeed(here, "bin/db/setup");

            assertThat(query(here, "SELECT count(*) FROM activities")).isEqualTo("1");
        }
        assertThat(query(here, "SELECT filename || ' ' || id FROM databasechangelog ORDER BY orderexecuted"))
                .startsWith("liquibase/changes/0001-users.sql users\nliquibase/changes/0002-activities.sql activities")
                .endsWith("liquibase/seed/seed.sql seed");
    }

    @Test
    void setup_stops_at_the_first_failure() throws Exception {
        postgres.execute("CREATE ROLE powerless LOGIN PASSWORD 'powerless'");
        var here = Map.of(
                "CONNECTION_URL", "postgresql://powerless:powerless@127.0.0.1:%d/powerless".formatted(postgres.port()));

        Run run = scripts.run(here, "bin/db/setup");

        assertThat(run.exitCode()).isEqualTo(FAILED);
        assertThat(run.errors())
                .contains("permission denied to create database")
                .doesNotContain("schema-load");
    }

    @Test
    void drop_ends_open_sessions() throws Exception {
        var here = local("in_use");
        succeed(here, "bin/db/create");

        try (Connection session = postgres.connectAsUser("in_use")) {
            succeed(here, "bin/db/drop");

            assertThat(session.isValid(5)).isFalse();
        }
        assertThat(exists("in_use")).isFalse();
        assertOneLineError(scripts.run(here, "bin/db/drop"), FAILED, "does not exist");
        succeed(here, "bin/db/drop", "--if-exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"It's \"Upper\" & lower", "da-sh 50%", "søster-子", "a/b?c@d:e#f=g", "back\\slash $HOME"})
    void a_database_may_have_any_name(String name) throws Exception {
        var here = local(name);

        succeed(here, "bin/db/create");
        String connectedTo = query(here, "SELECT current_database()");
        assertOneLineError(scripts.run(here, "bin/db/create"), FAILED, "already exists");
        succeed(here, "bin/db/drop");

        assertThat(connectedTo).isEqualTo(name);
        assertThat(exists(name)).isFalse();
    }

    @Test
    void the_url_may_contain_several_hosts_and_parameters_of_libpq_and_pgjdbc() throws Exception {
        var here = Map.of(
                "CONNECTION_URL",
                postgres.url("postgres")
                                .replace("postgresql://", "postgres://")
                                .replace("@127.0.0.1:", "@127.0.0.1:" + RunningServer.freePort() + ",127.0.0.1:")
                        + "?sslmode=disable&application_name=a%20crud&socketTimeout=5");

        assertThat(query(here, "SELECT current_setting('application_name')")).isEqualTo("a crud");
        assertThat(scripts.run(here, "bin/db/status").exitCode()).isEqualTo(PENDING);
    }

    @Test
    void the_url_may_contain_an_ipv6_address() throws Exception {
        var here = Map.of("CONNECTION_URL", "postgresql://crud@[::1]:%d/crud".formatted(RunningServer.freePort()));

        assertOneLineError(scripts.run(here, "bin/db/connect"), UNREACHABLE, "::1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://",
                "postgresql://me:pass/word@host/db",
                "postgresql://me:pass@word@host/db",
                "postgresql://me:100%@host/db",
                "postgresql://host:pass/db",
                "postgresql://me@host/db?sslmode",
                "postgresql://me@[::1/db",
                "postgresql://me:p%00@host/db"
            })
    void an_invalid_url_is_rejected_as_the_server_rejects_it(String url) throws Exception {
        assertOneLineError(
                scripts.run(Map.of("CONNECTION_URL", url), "bin/db/connect"),
                NOT_SET_UP,
                "CONNECTION_URL is not valid");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ConnectionUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "create", "drop", "setup", "status", "sessions", "backup"})
    void an_unreachable_server_is_a_one_line_error(String script) throws Exception {
        var here = Map.of(
                "CONNECTION_URL",
                "postgresql://crud:%s@127.0.0.1:%d/crud".formatted(encode(PASSWORD), RunningServer.freePort()));

        assertOneLineError(scripts.run(here, "bin/db/" + script), UNREACHABLE, "Connection refused");
    }

    @Test
    void a_wrong_password_is_a_one_line_error() throws Exception {
        var here = Map.of("CONNECTION_URL", postgres.url("wrong horse", "postgres"));
        scripts = new Scripts(Files.createDirectory(directory.resolve("wrong")), "wrong horse", "wrong%20horse");

        assertOneLineError(scripts.run(here, "bin/db/migrate"), UNREACHABLE, "password authentication failed");
    }

    @Test
    void a_missing_variable_is_a_one_line_error() throws Exception {
        assertOneLineError(scripts.run(Map.of(), "bin/db/create"), NOT_SET_UP, "CONNECTION_URL is not set");
        assertOneLineError(
                scripts.run(local("postgres"), "bin/db/create", "prod"), NOT_SET_UP, "PROD_CONNECTION_URL is not set");
    }

    @Test
    void a_missing_program_is_a_one_line_error() throws Exception {
        var here = Map.of("CONNECTION_URL", postgres.url("postgres"), "PATH", scripts.bareMachine());

        assertOneLineError(scripts.run(here, "bin/db/connect"), NOT_SET_UP, "psql is not installed");
    }

    @Test
    void an_unknown_argument_is_rejected() throws Exception {
        assertOneLineError(
                scripts.run(local("postgres"), "bin/db/drop", "production"), MISUSED, "'production' is not understood");
        assertOneLineError(scripts.run(local("postgres"), "bin/db/rollback", "0"), MISUSED, "COUNT");
    }

    @Test
    void prod_is_unchanged_without_confirmation_by_name() throws Exception {
        var there = Map.of("PROD_CONNECTION_URL", postgres.url("live"));
        succeed(there, "bin/db/create", "prod");
        succeed(there, "bin/db/migrate", "prod");

        for (String script : List.of("drop", "setup", "rollback", "kill-sessions", "seed")) {
            assertThat(scripts.run(there, "bin/db/" + script, "prod"))
                    .satisfies(run -> assertThat(run.exitCode()).isEqualTo(NOT_CONFIRMED))
                    .satisfies(run -> assertThat(run.complaint()).contains("nothing was changed"));
        }
        assertOneLineError(
                scripts.run(there, "bin/db/drop", "prod", "--yes-i-mean", "life"),
                NOT_CONFIRMED,
                "nothing was changed");
        assertThat(scripts.runOnTerminal(there, "life\n", "bin/db/drop prod").exitCode())
                .isEqualTo(NOT_CONFIRMED);

        assertThat(scripts.run(there, "bin/db/status", "prod").exitCode()).isZero();
    }

    @Test
    void a_database_on_another_machine_is_unchanged_without_confirmation_by_name() throws Exception {
        succeed(local("remote"), "bin/db/create");
        var there = Map.of(
                "CONNECTION_URL",
                postgres.url("remote").replace("127.0.0.1", "db.example.com") + "?hostaddr=127.0.0.1");

        for (String script : List.of("drop", "setup", "kill-sessions", "seed")) {
            assertOneLineError(scripts.run(there, "bin/db/" + script), NOT_CONFIRMED, "db.example.com");
        }
        assertThat(scripts.runOnTerminal(there, "cruddur\n", "bin/db/drop").exitCode())
                .isEqualTo(NOT_CONFIRMED);
        assertThat(exists("remote")).isTrue();

        succeed(there, "bin/db/drop", "--yes-i-mean", "remote");
        assertThat(exists("remote")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1.example.com", "127.0.0.1:5432,db.example.com", "[2001:db8::1]"})
    void a_host_that_only_resembles_this_machine_counts_as_another_one(String host) throws Exception {
        String check = "source bin/common.sh; database_arguments; ! is_local";

        Run run = scripts.execute(
                Map.of("CONNECTION_URL", "postgresql://user@" + host + "/db"),
                "",
                List.of("bash", "-c", "cd '%s' && %s".formatted(Path.of("").toAbsolutePath(), check)));

        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @Test
    void prod_is_changed_after_confirmation_by_name() throws Exception {
        var there = Map.of("PROD_CONNECTION_URL", postgres.url("really live"));
        succeed(there, "bin/db/setup", "prod", "--yes-i-mean", "really live");
        assertThat(exists("really live")).isTrue();

        Run run = scripts.runOnTerminal(there, "really live\n", "bin/db/drop prod");

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.output()).contains("\033[1;36m== bin/db/drop prod\033[0m");
        assertThat(exists("really live")).isFalse();
    }

    @Test
    void change_sets_are_rolled_back_newest_first_and_run_again() throws Exception {
        var here = local("rolled_back");
        succeed(here, "bin/db/setup");
        assertThat(succeed(here, "bin/db/status").output()).contains("ran  ").doesNotContain("pending");
        int ran = Integer.parseInt(query(here, "SELECT count(*) FROM databasechangelog"));

        assertThat(succeed(here, "bin/db/rollback").output().strip())
                .isEqualTo("rolling back  liquibase/seed/seed.sql  seed");
        assertThat(query(here, "SELECT count(*) FROM users")).isEqualTo("0");
        assertOneLineError(scripts.run(here, "bin/db/rollback", "99"), FAILED, "nothing was changed");
        succeed(here, "bin/db/rollback", String.valueOf(ran - 1));
        assertThat(query(here, "SELECT to_regclass('users') IS NULL")).isEqualTo("t");
        assertThat(scripts.run(here, "bin/db/status"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(PENDING))
                .satisfies(run -> assertThat(run.output()).contains("pending ").contains("optional "));

        succeed(here, "bin/db/migrate");
        assertThat(succeed(here, "bin/db/migrate").output()).isEqualTo("up to date\n");
        succeed(here, "bin/db/seed", "demo");
        assertThat(query(here, "SELECT count(*) > 0 FROM activities")).isEqualTo("t");
    }

    @Test
    void status_changes_nothing() throws Exception {
        var here = local("untouched");
        succeed(here, "bin/db/create");

        assertThat(scripts.run(here, "bin/db/status").exitCode()).isEqualTo(PENDING);

        assertThat(query(here, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void sessions_are_listed_and_ended() throws Exception {
        var here = local("talkative");
        succeed(here, "bin/db/create");

        try (Connection session = postgres.connectAsUser("talkative");
                Connection another = postgres.connectAsUser("postgres")) {
            session.createStatement().execute("SELECT 'something to see'");
            assertThat(succeed(here, "bin/db/sessions").output())
                    .containsPattern(
                            "pid +\\| +user +\\| +db +\\| +client_address +\\| +application +\\| +state +\\| +age +\\| +query")
                    .contains("talkative", "127.0.0.1", "idle", "something to see");

            assertThat(succeed(here, "bin/db/kill-sessions").output()).contains("(1 row)");

            assertThat(session.isValid(5)).isFalse();
            assertThat(another.isValid(5)).isTrue();
        }
    }

    @Test
    void a_backup_is_restored_only_into_an_empty_database() throws Exception {
        Programs.require("pg_dump", "postgresql-client");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the older PostgreSQL is there for amd64 alone");
        try (PasswordedPostgres older =
                PasswordedPostgres.startOlder(Files.createDirectory(directory.resolve("older")))) {
            var here = Map.of("CONNECTION_URL", older.url("to keep"));
            var there = Map.of("PROD_CONNECTION_URL", older.url("to fill"));
            succeed(here, "bin/db/setup");
            succeed(there, "bin/db/create", "prod");

            Path file =
                    directory.resolve(succeed(here, "bin/db/backup").output().strip());
            assertThat(file.getFileName().toString()).matches("to_keep-\\d{8}T\\d{6}Z\\.dump");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            byte[] before = Files.readAllBytes(file);
            assertOneLineError(scripts.run(here, "bin/db/backup", file.toString()), FAILED, "exists already");
            assertThat(Files.readAllBytes(file)).isEqualTo(before);

            assertOneLineError(scripts.run(here, "bin/db/restore", file.toString()), FAILED, "is not empty");
            assertOneLineError(
                    scripts.run(there, "bin/db/restore", "prod", file.toString()),
                    NOT_CONFIRMED,
                    "nothing was changed");
            succeed(there, "bin/db/restore", "prod", file.toString(), "--yes-i-mean", "to fill");

            var filled = Map.of("CONNECTION_URL", older.url("to fill"));
            String everything = "SELECT a::text, u::text FROM activities a JOIN users u ON u.uuid = a.user_uuid";
            assertThat(query(filled, everything))
                    .isEqualTo(query(here, everything))
                    .contains("seed data");
            succeed(filled, "bin/db/status");
            assertThat(scripts.commandLines()).contains("psql ", "pg_dump ", "pg_restore ", "java ");
        }
    }

    @Test
    void a_pg_dump_older_than_the_server_is_a_one_line_error() throws Exception {
        Programs.require("pg_dump", "postgresql-client");
        Path old = Files.createDirectory(directory.resolve("old"));
        Files.writeString(old.resolve("pg_dump"), "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n");
        Files.setPosixFilePermissions(old.resolve("pg_dump"), PosixFilePermissions.fromString("rwx------"));
        var here = Map.of("CONNECTION_URL", postgres.url("postgres"), "PATH", old + ":/usr/bin");

        assertOneLineError(scripts.run(here, "bin/db/backup"), NOT_SET_UP, "pg_dump is of version 9");
    }

    private static Map<String, String> local(String database) {
        return Map.of("CONNECTION_URL", postgres.url(database));
    }

    private Run succeed(Map<String, String> environment, String script, String... arguments) throws Exception {
        Run run = scripts.run(environment, script, arguments);
        assertThat(run.exitCode())
                .as("%s %s: %s", script, List.of(arguments), run)
                .isZero();
        return run;
    }

    private String query(Map<String, String> environment, String sql) throws Exception {
        return succeed(environment, "bin/db/connect", "-Atc", sql).output().strip();
    }

    private static boolean exists(String database) throws Exception {
        try (Connection connection = postgres.connect("postgres");
                var statement = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            statement.setString(1, database);
            return statement.executeQuery().next();
        }
    }

    private static void assertOneLineError(Run run, int exitCode, String complaint) {
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        assertThat(run.complaint().lines())
                .as("%s", run)
                .singleElement()
                .asString()
                .contains(complaint);
        assertThat(run.output()).isEmpty();
    }
}
