package app.cruddur.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Logger;
import liquibase.Contexts;

/**
 * Brings the database to the schema of {@code liquibase/changelog.yaml}, and seeds it when {@code CRUDDUR_SEED} says so.
 *
 * <p>Several nodes may start at once: the first takes an advisory lock (liquibase-sessionlock), the others wait and find nothing to do. A
 * node that dies meanwhile leaves no lock behind. The lock belongs to the session: when the session ends, the migration fails.
 */
public final class SchemaMigration {

    private static final Logger LOG = Logger.getLogger(SchemaMigration.class.getName());

    private final ConnectionUrl url;
    private final String contexts;

    SchemaMigration(ConnectionUrl url, String contexts) {
        this.url = url;
        this.contexts = contexts;
    }

    /**
     * As {@code CONNECTION_URL} and {@code CRUDDUR_SEED} say.
     *
     * @throws IllegalArgumentException when one of them is invalid
     */
    public static SchemaMigration fromEnvironment() {
        return new SchemaMigration(ConnectionUrl.fromEnvironment(), contexts(System.getenv("CRUDDUR_SEED")));
    }

    /** Liquibase's contexts. Without any it would run every change set, the seeds too: so there is always one. */
    static String contexts(String seed) {
        return switch (seed == null ? "" : seed) {
            case "" -> "schema";
            case "seed" -> "schema,seed";
            case "demo" -> "schema,seed,demo";
            default -> throw new IllegalArgumentException("CRUDDUR_SEED is neither 'seed' nor 'demo'");
        };
    }

    /**
     * Runs what has not run yet.
     *
     * @throws IllegalStateException when the database stays away, refuses us or a change set fails
     */
    public void run() {
        LOG.info(() -> "Migrating " + url + " with the contexts " + contexts);
        Instant start = Instant.now();
        try (Connection connection = new CruddurDataSource(url, Patience.MIGRATION).open()) {
            noticeOurEnd(connection);
            onOwnThread(() -> Changelog.with(connection, liquibase -> {
                Changelog.update(liquibase, new Contexts(contexts));
                return null;
            }));
        } catch (Exception e) {
            throw new IllegalStateException("Migrating " + url + " failed: " + e.getMessage(), e);
        }
        LOG.info(() -> "The schema is up to date after "
                + Duration.between(start, Instant.now()).toMillis() + " ms");
    }

    /** Liquibase leaves itself behind in its thread, and the server's threads outlive an undeployment. */
    private static void onOwnThread(Callable<Void> work) throws Exception {
        FutureTask<Void> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "cruddur-migration");
        thread.start();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** If this node dies in the middle of a long statement, PostgreSQL shall end it and its lock: the next node waits for that. */
    private static void noticeOurEnd(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET client_connection_check_interval = '2s'");
        } catch (SQLException e) {
            // Where PostgreSQL's machine cannot tell.
            LOG.fine(() -> "A migration that dies will be noticed late: " + e.getMessage());
        }
    }
}
