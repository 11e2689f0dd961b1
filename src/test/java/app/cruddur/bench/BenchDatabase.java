package app.cruddur.bench;

import app.cruddur.persistence.ConnectionUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** A PostgreSQL of the bench's own on 127.0.0.1, filled by {@code bench/load}; as one would run it, but for its memory. */
final class BenchDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Path data;
    private final ConnectionUrl url;

    private final int activities;

    private BenchDatabase(EmbeddedPostgres postgres, Path data, int activities) {
        this.postgres = postgres;
        this.data = data;
        this.activities = activities;
        this.url = ConnectionUrl.parse(urlText());
    }

    static BenchDatabase start(Path data, int activities) throws Exception {
        FileUtils.deleteDirectory(data.toFile());
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createDirectories(data))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("synchronous_commit", "on")
                .start();
        BenchDatabase database = new BenchDatabase(postgres, data, activities);
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE cruddur");
        }
        Map<String, String> environment = Map.of("CONNECTION_URL", database.urlText());
        Load.run(List.of("bin/db/migrate"), environment);
        Load.run(
                List.of(
                        "bench/load",
                        "--users",
                        String.valueOf(Math.min(10_000, activities / 10)),
                        "--activities",
                        String.valueOf(activities)),
                environment);
        // What the servers would spend their first minutes with.
        while (database.number(
                        """
                        WITH gone AS (
                          DELETE FROM activities WHERE uuid IN (
                            SELECT uuid FROM activities
                            WHERE reply_to_activity_uuid IS NULL AND expires_at < now() LIMIT 20000
                          ) RETURNING 1
                        ) SELECT count(*) FROM gone""")
                > 0) {
            System.err.print('.');
        }
        database.execute("VACUUM ANALYZE");
        return database;
    }

    /**
     * Makes so many of each crud and reply, all but at the same moment: to load them from nothing would take PostgreSQL hours, which go
     * into triggers and into indexes that are kept up to date row by row.
     */
    void multiply(int times) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            List<String> definitions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'activities' AND indexdef NOT LIKE '%UNIQUE%'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                    definitions.add(rows.getString(2));
                }
            }
            statement.execute("SET maintenance_work_mem = '1GB'");
            // Neither triggers nor foreign keys.
            statement.execute("SET session_replication_role = replica");
            for (String name : names) {
                statement.execute("DROP INDEX " + name);
            }
            statement.execute(
                    """
                    INSERT INTO activities (
                      uuid, user_uuid, message, replies_count, reposts_count, likes_count, reply_to_activity_uuid, expires_at, created_at,
                      search
                    )
                    SELECT
                      CAST(md5(uuid || ' ' || n) AS uuid), user_uuid, message, replies_count, reposts_count, likes_count,
                      CAST(md5(reply_to_activity_uuid || ' ' || n) AS uuid), expires_at, created_at + n * interval '1 microsecond',
                      search
                    FROM activities
                    CROSS JOIN generate_series(1, %d) AS n"""
                            .formatted(times - 1));
            for (String definition : definitions) {
                Bench.say("  " + definition.replaceAll("CREATE INDEX (\\w+).*", "$1"));
                statement.execute(definition);
            }
            statement.execute("VACUUM ANALYZE activities");
        }
    }

    /** So many there were at the start. */
    int activities() {
        return activities;
    }

    ConnectionUrl url() {
        return url;
    }

    String urlText() {
        return "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/cruddur";
    }

    /** The server's own process: all others are its children. */
    ProcessHandle process() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.properties());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        FileUtils.deleteDirectory(data.toFile());
    }
}
