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

/** A temporary PostgreSQL on 127.0.0.1, filled by {@code bench/load}. It is durable as in production; only the memory settings differ. */
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
        // The purge of expired cruds would otherwise take up the first minutes of the servers.
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
     * Multiplies the cruds and replies; the copies are created a few microseconds after their originals. Loading as many rows with {@code
     * bench/load} would take hours, because triggers run and indexes are updated for each row.
     *
     * @param times how many rows there are for each existing one afterwards
     */
    void multiply(int times) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<String> indexNames = new ArrayList<>();
            List<String> definitions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'activities' AND indexdef NOT LIKE '%UNIQUE%'")) {
                while (rows.next()) {
                    indexNames.add(rows.getString(1));
                    definitions.add(rows.getString(2));
                }
            }
            statement.execute("SET maintenance_work_mem = '1GB'");
            // Disables triggers and foreign keys.
            statement.execute("SET session_replication_role = replica");
            for (String name : indexNames) {
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
                Bench.log("  " + definition.replaceAll("CREATE INDEX (\\w+).*", "$1"));
                statement.execute(definition);
            }
            statement.execute("VACUUM ANALYZE activities");
        }
    }

    /** The number of activities that were loaded at the start. */
    int activities() {
        return activities;
    }

    ConnectionUrl url() {
        return url;
    }

    String urlText() {
        return "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/cruddur";
    }

    /** The postmaster, the parent of all other processes of the server. */
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
