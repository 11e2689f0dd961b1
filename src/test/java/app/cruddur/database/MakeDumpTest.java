package app.cruddur.database;

import app.cruddur.support.PasswordedPostgres;
import java.nio.file.*;
import java.sql.*;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.io.TempDir;
import liquibase.*;
import liquibase.database.*;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

class MakeDumpTest {
    @Test
    void make(@TempDir Path directory) throws Exception {
        FileUtils.copyDirectory(Path.of("liquibase").toFile(), directory.resolve("old/liquibase").toFile());
        Path changelog = directory.resolve("old/liquibase/changelog.yaml");
        Files.writeString(changelog, Files.readString(changelog).replaceAll("  - include:\\n      file: changes/0010[^\\n]*\\n[^\\n]*\\n", ""));
        System.out.println(Files.readString(changelog));
        try (PasswordedPostgres postgres = PasswordedPostgres.startOlder(directory)) {
            postgres.execute("CREATE DATABASE old");
            try (Connection connection = postgres.connect("old")) {
                Scope.child(java.util.Map.of("liquibase.analytics.enabled", (Object) false), () -> {
                    var resources = new DirectoryResourceAccessor(directory.resolve("old"));
                    var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
                    new Liquibase("liquibase/changelog.yaml", resources, database).update(new Contexts("schema,seed,demo"), new LabelExpression());
                });
                connection.setAutoCommit(true);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("INSERT INTO idempotency_keys (user_uuid, key, request, answer) SELECT uuid, 'kept', 'asked', '{}' FROM users WHERE handle = 'bayko'");
                    statement.execute("INSERT INTO users (display_name, handle, email, cognito_user_id, bio) VALUES ('Łukasz \"Ł\" O''Neil', 'lukasz', 'lukasz@example.com', 'sub-of-lukasz', E'two\\nlines')");
                    statement.execute("INSERT INTO activities (user_uuid, message, expires_at) SELECT uuid, 'For ever @andrewbrown #upgrade', '2099-12-31' FROM users WHERE handle = 'lukasz'");
                }
            }
            Process dump = new ProcessBuilder("pg_dump", "--inserts", "--no-owner", "--no-privileges", "-h", "127.0.0.1", "-p", "" + postgres.port(), "-U", "postgres", "-f", "/tmp/faults-dump.sql", "old").inheritIO().start();
            Assertions.assertEquals(0, dump.waitFor());
        }
    }
}
