package app.cruddur.persistence.migration;

import java.sql.Connection;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Opens {@code liquibase/changelog.yaml} on a connection. Both the server and the scripts use this class, so that neither repeats a change
 * set that the other has run: the path of its file is part of a change set's identity in Liquibase.
 */
final class Changelog {

    private static final String PATH = "liquibase/changelog.yaml";

    /** Work with the opened changelog. */
    interface Work<T> {
        T run(Liquibase liquibase) throws Exception;
    }

    private Changelog() {}

    /** Runs the work and leaves the connection open. */
    static <T> T with(Connection connection, Work<T> work) throws Exception {
        var resources = new ClassLoaderResourceAccessor(Changelog.class.getClassLoader());
        Map<String, Object> settings = Map.of(
                Scope.Attr.resourceAccessor.name(),
                resources,
                // Liquibase writes to the log instead of standard output.
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                // Otherwise Liquibase sends usage statistics to its vendor.
                "liquibase.analytics.enabled",
                false);
        return Scope.child(settings, () -> {
            var database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Liquibase liquibase = new Liquibase(PATH, resources, database);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            return work.run(liquibase);
        });
    }

    /** Runs the pending change sets under a lock, so that no other node or script runs them too. The lock ends with the connection. */
    static void update(Liquibase liquibase, Contexts contexts) throws LiquibaseException {
        // Without this call Liquibase takes the lock only after it has read the changelog and created its table of
        // change sets.
        LockServiceFactory.getInstance().getLockService(liquibase.getDatabase()).waitForLock();
        liquibase.update(contexts, new LabelExpression());
    }
}
