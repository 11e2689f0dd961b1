package app.cruddur.bench;

import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.support.RunningServer;
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
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A temporary PostgreSQL on 127.0.0.1, filled by {@code bench/load}. It is durable as in production; only the memory settings differ. */
final class BenchDatabase implements AutoCloseable {

    /** The file in the data directory that marks it as completely loaded. */
    private static final String LOADED = "bench-loaded";

    /** A statement in the log, with the role that executed it. */
    private static final Pattern STATEMENT =
            Pattern.compile("^(\\S+) LOG:  (?:statement|execute [^:]+): ", Pattern.MULTILINE);

    private final EmbeddedPostgres postgres;
    private final Path data;
    private final ConnectionUrl url;

    private final int activities;
    private final boolean keep;

    private BenchDatabase(EmbeddedPostgres postgres, Path data, int activities, boolean keep) {
        this.postgres = postgres;
        this.data = data;
        this.activities = activities;
        this.keep = keep;
        this.url = ConnectionUrl.parse(urlText());
    }

    /**
     * Starts PostgreSQL and loads the data.
     *
     * @param keep whether to use the data that an earlier run kept in this directory, and to keep them at the end
     */
    static BenchDatabase start(Path data, int activities, boolean keep) throws Exception {
        boolean isLoaded = keep && Files.exists(data.resolve(LOADED));
        if (!isLoaded) {
            FileUtils.deleteDirectory(data.toFile());
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createDirectories(data))
                .setCleanDataDirectory(false)
                .setPort(RunningServer.freePort())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("logging_collector", "on")
                .start();
        BenchDatabase database = new BenchDatabase(postgres, data, activities, keep);
        if (!isLoaded) {
            database.load();
            Files.createFile(data.resolve(LOADED));
        }
        database.deleteExpired();
        return database;
    }

    private void load() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE cruddur");
        }
        Map<String, String> environment = Map.of("CONNECTION_URL", urlText());
        Load.run(List.of("bin/db/migrate"), environment);
        Load.run(
                List.of(
                        "bench/load",
                        "--users",
                        String.valueOf(Math.min(10_000, activities / 10)),
                        "--activities",
                        String.valueOf(activities)),
                environment);
        for (BenchServer server : BenchServer.values()) {
            // One role for each server, by which the log distinguishes their statements.
            execute("CREATE ROLE \"%s\" SUPERUSER LOGIN".formatted(server.title()));
        }
        // Cruds with replies that are not on the first pages of the home feed: the likes and replies do not change
        // these pages.
        execute(
                """
                CREATE TABLE bench_cruds AS
                SELECT CAST(row_number() OVER () AS integer) AS n, uuid, replies_count, now() AS loaded_at
                FROM (
                  SELECT * FROM activities
                  WHERE reply_to_activity_uuid IS NULL AND replies_count > 0 AND expires_at > now() + interval '2 days'
                  ORDER BY created_at DESC
                  OFFSET 100 LIMIT 1000
                ) AS cruds""");
        execute("ALTER TABLE bench_cruds ADD PRIMARY KEY (n)");
    }

    /** Deletes expired cruds, because the servers would otherwise do so during the measurement. */
    private void deleteExpired() throws SQLException {
        // Without triggers, which take several minutes.
        execute(
                "SET session_replication_role = replica; DELETE FROM activities WHERE expires_at < now() + interval '1 hour'");
        for (String table : List.of("likes", "reposts", "notifications")) {
            execute(
                    """
                    SET session_replication_role = replica;
                    DELETE FROM %1$s WHERE NOT EXISTS (SELECT 1 FROM activities WHERE activities.uuid = %1$s.activity_uuid)"""
                            .formatted(table));
        }
        execute("VACUUM ANALYZE");
    }

    /** Deletes the cruds and replies of a round, so that each round reads the same pages. */
    void deleteNew() throws SQLException {
        execute(
                """
                DELETE FROM activities WHERE created_at > (SELECT max(loaded_at) FROM bench_cruds);
                UPDATE activities SET replies_count = bench_cruds.replies_count
                FROM bench_cruds
                WHERE bench_cruds.uuid = activities.uuid AND activities.replies_count <> bench_cruds.replies_count""");
        execute("VACUUM ANALYZE activities");
    }

    /** The keys of the table {@code bench_cruds}, in its order. */
    List<String> cruds() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT uuid FROM bench_cruds ORDER BY n")) {
            List<String> uuids = new ArrayList<>();
            while (rows.next()) {
                uuids.add(rows.getString(1));
            }
            return uuids;
        }
    }

    /** The number of statements that each role executes while nothing else happens, including BEGIN and COMMIT. */
    Map<String, Long> idleStatements(int seconds) throws Exception {
        execute("ALTER SYSTEM SET log_line_prefix = '%u '");
        execute("ALTER SYSTEM SET log_statement = 'all'");
        execute("SELECT pg_reload_conf()");
        Thread.sleep(seconds * 1000L);
        execute("ALTER SYSTEM RESET ALL");
        execute("SELECT pg_reload_conf()");
        Map<String, Long> counts = new TreeMap<>();
        try (Stream<Path> logs = Files.list(data.resolve("log"))) {
            for (Path log : logs.toList()) {
                STATEMENT
                        .matcher(Files.readString(log))
                        .results()
                        .forEach(line -> counts.merge(line.group(1), 1L, Long::sum));
            }
        }
        return counts;
    }

    /** The number of activities that were loaded at the start. */
    int activities() {
        return activities;
    }

    ConnectionUrl url() {
        return url;
    }

    private String urlText() {
        return urlText("postgres");
    }

    /** The connection URL of a role. */
    String urlText(String role) {
        return "postgresql://" + role + "@127.0.0.1:" + postgres.getPort() + "/cruddur";
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

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.properties());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        if (!keep) {
            FileUtils.deleteDirectory(data.toFile());
        }
    }
}
