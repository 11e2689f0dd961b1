package app.cruddur.persistence.migration;

import app.cruddur.config.Configuration;
import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.persistence.CruddurDataSource;
import app.cruddur.persistence.resilience.DatabaseTimeouts;
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
 * Migrates the database to the schema of {@code liquibase/changelog.yaml}, and inserts seed data if {@code CRUDDUR_SEED} is set.
 *
 * <p>Several nodes may start at once: the first takes an advisory lock (liquibase-sessionlock), the others wait for it and then have
 * nothing to do. The lock belongs to the session: a node that crashes leaves no lock behind, and when the session ends the migration fails.
 */
public final class SchemaMigration {

    private static final Logger LOG = Logger.getLogger(SchemaMigration.class.getName());

    private final ConnectionUrl url;
    private final String contexts;

    public SchemaMigration(ConnectionUrl url, String contexts) {
        this.url = url;
        this.contexts = contexts;
    }

    /**
     * The migration of the database of {@code CONNECTION_URL} with the seed data of {@code CRUDDUR_SEED}.
     *
     * @throws IllegalArgumentException when one of these variables is invalid
     */
    public static SchemaMigration fromEnvironment() {
        return new SchemaMigration(
                ConnectionUrl.fromEnvironment(),
                contexts(Configuration.current().get(Configuration.SEED)));
    }

    /**
     * The Liquibase contexts for a value of {@code CRUDDUR_SEED}. There is always at least one: without a context Liquibase runs every
     * change set, including the seed data.
     */
    public static String contexts(String seed) {
        return switch (seed == null ? "" : seed) {
            case "" -> "schema";
            case "seed" -> "schema,seed";
            case "demo" -> "schema,seed,demo";
            default -> throw new IllegalArgumentException("CRUDDUR_SEED is neither 'seed' nor 'demo'");
        };
    }

    /**
     * Runs the pending change sets.
     *
     * @throws IllegalStateException when the database stays unreachable or rejects the connection, or when a change set fails
     */
    public void run() {
        LOG.info(() -> "Migrating " + url + " with the contexts " + contexts);
        Instant start = Instant.now();
        try (Connection connection = new CruddurDataSource(url, DatabaseTimeouts.MIGRATION).open()) {
            enableConnectionCheck(connection);
            runOnNewThread(() -> Changelog.with(connection, liquibase -> {
                Changelog.update(liquibase, new Contexts(contexts));
                return null;
            }));
        } catch (Exception e) {
            throw new IllegalStateException("Migrating " + url + " failed: " + e.getMessage(), e);
        }
        LOG.info(() -> "The schema is up to date after "
                + Duration.between(start, Instant.now()).toMillis() + " ms");
    }

    /** Runs Liquibase on a new thread: it leaves references behind in its thread, and the server's threads outlive an undeployment. */
    private static void runOnNewThread(Callable<Void> work) throws Exception {
        FutureTask<Void> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "cruddur-migration");
        thread.start();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /**
     * Makes PostgreSQL check every two seconds, during a statement, whether this node is still connected. If the node crashes in the middle
     * of a long statement, PostgreSQL cancels the statement and releases the lock that the next node waits for.
     */
    private static void enableConnectionCheck(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET client_connection_check_interval = '2s'");
        } catch (SQLException e) {
            // Some operating systems of the database server do not support this setting.
            LOG.fine(() -> "PostgreSQL will detect late if this node crashes during the migration: " + e.getMessage());
        }
    }
}
